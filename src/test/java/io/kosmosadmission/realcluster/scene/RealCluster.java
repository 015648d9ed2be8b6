package io.kosmosadmission.realcluster.scene;

import io.kosmosadmission.realcluster.plane.ControlPlane;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One control plane for the whole run, and a {@link Scene} of its own for each test method that takes one. */
public final class RealCluster implements BeforeAllCallback, ParameterResolver, AfterTestExecutionCallback {
    private static final Namespace OURS = Namespace.create(RealCluster.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        plane(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Scene.class;
    }

    @Override
    public Scene resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(OURS).computeIfAbsent(Scene.class, type -> new Scene(plane(context)), Scene.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        Scene scene = context.getStore(OURS).get(Scene.class, Scene.class);
        if (scene != null && context.getExecutionException().isPresent()) {
            System.out.println(context.getDisplayName() + " failed; the scene then:\n" + scene.report());
        }
    }

    private static ControlPlane plane(ExtensionContext context) {
        return context.getRoot()
                .getStore(OURS)
                .computeIfAbsent(ControlPlane.class, type -> ControlPlane.start(), ControlPlane.class);
    }
}
