package io.kosmosadmission.realcluster.installed;

import static org.awaitility.Awaitility.await;

import io.kosmosadmission.realcluster.plane.Ports;
import io.kosmosadmission.realcluster.plane.TemporaryFolder;
import io.kosmosadmission.realcluster.scene.Scene;
import io.kosmosadmission.realcluster.server.PackagedServer;
import java.nio.file.Path;

/**
 * What users install, with rules in their ConfigMap, and a server that follows the cluster with the rights of its account.
 * It is called for every namespace.
 */
public record Live(Scene scene, Installed installed, int port) {

    /** The rules must place every pod by one named {@code default}. */
    public static Live installed(Scene scene, String rules) {
        int port = Ports.free(2);
        Installation.forDevelopment(scene, port);
        TemporaryFolder folder = TemporaryFolder.create("live");
        scene.atTheEnd(folder::delete);
        Installed installed = new Installed(scene.plane(), folder);
        installed.rules(rules);
        return new Live(scene, installed, port);
    }

    /** Returns once a pod of the scene is placed by the rules. */
    public PackagedServer serve() {
        Path account = installed.kubeconfig("kosmos-admission", Installation.NAMESPACE);
        Path log = installed.folder().path().resolve("server.log");
        PackagedServer server =
                PackagedServer.start(port, scene.certificates(), log, "--kubeconfig", account.toString());
        scene.atTheEnd(server::close);
        Installation.trust(scene.plane(), scene.certificates().resolve("ca.crt"));
        await("the API server calls the webhook")
                .until(() -> scene.ask(
                                "run",
                                "probe",
                                "--image",
                                "app:1",
                                "--labels",
                                "app=x",
                                "--dry-run=server",
                                "-o",
                                "yaml")
                        .contains("kosmos-admission.io/placed-by: default"));
        return server;
    }
}
