package io.kosmosadmission.reading;

import java.util.List;

/** Bodies of files that reader and schema both take; together they use every field. */
final class ValidConfigurations {

    static final String MODES = """
            mode: Warn
            modeOverrides:
            - {match: [{namespaces: ["team-a-*"]}], mode: Audit}
            exempt: [{namespaceSelector: {matchLabels: {stage: dev}}}]
            contact: "#platform"
            providerLabel: node-restriction.kubernetes.io/provider
            storage: {mode: Disabled}
            """;

    static final String PROVIDERS = """
            providers:
            - name: dedibox
              platform: scaleway
              state: Drained
              nodes:
              - {providerIDPrefix: "scaleway://"}
              - {matchLabels: {k8s.scaleway.com/managed: "true"}, name: "scw-*", publicCIDR: 51.15.0.0/16}
              taints: [{key: provider, effect: NoExecute}]
              provisioners: [csi.example.com]
              fileProvisioners: [nas.example.com]
              lostAfter: 1h30m
              attachLabels: {k8s.scaleway.com/managed: "true"}
              elasticPools:
              - {name: buffer, labels: {provider: dedibox}, taints: [{key: buffer, value: "true", effect: NoSchedule}]}
            - name: aws
              taints: []
              elasticPools: [{name: unlabelled, allocatable: {cpu: "4", memory: 16Gi}, maxNodes: 3}]
            """;

    static final String BOUNDARIES = """
            boundaries:
            - name: payments
              match:
              - namespaces: [payments, "pay-*"]
                namespaceSelector: {}
                podSelector:
                  matchLabels: {tier: web}
                  matchExpressions:
                  - {key: app, operator: In, values: [a, ""]}
                  - {key: example.com/app, operator: NotIn, values: [b]}
                  - {key: c, operator: Exists, values: []}
                workloads: [Job, Rollout.argoproj.io]
                requests: [nvidia.com/gpu]
              - {}
              providers: {required: [aws], fallback: [gcp], forbidden: [azure]}
              mode: Audit
            - {name: residency, match: [{}], providers: {forbidden: [aws]}}
            """;

    static final String RULES = """
            rules:
            - name: hard
              match: [{}]
              placement:
                spread:
                  maxSkew: 2
                  whenUnsatisfiable: DoNotSchedule
                  minDomains: 3
                  labelKeys: [app]
                  keepHostSpread: false
                tolerate: [aws, gcp]
              mode: Warn
            - {name: soft, match: [{}], placement: {spread: {}, tolerate: ["*"]}}
            - {name: nothing, match: [{}], placement: {}}
            """;

    static final String WORDS = """
            providers:
            - {name: scaleway, elasticPools: [{name: buffer, labels: {provider: scaleway}}]}
            rules:
            - name: apart
              match: [{podSelector: {matchLabels: {app: b}}}]
              placement:
                onePerProvider: Required
                prefer: [aws, gcp]
                buffer: {pool: scaleway/buffer}
            - name: together
              match: [{podSelector: {matchLabels: {app: a}}}]
              placement:
                onePerProvider: Preferred
                colocate: {podSelector: {matchLabels: {app: b}}, mode: Required}
            - {name: fellows, match: [{}], placement: {spread: {}, colocate: {}}}
            storage: {mode: Warn, fileServices: Enforce, followClaims: false}
            """;

    static final String NULLS = """
            mode:
            modeOverrides: null
            exempt:
            contact:
            providerLabel:
            providers:
            - {name: aws, platform: null, state: null, nodes: null, taints: null, provisioners: null, fileProvisioners: null, lostAfter: null, attachLabels: null}
            - name: gcp
              elasticPools: [{name: p, labels: null, taints: null}]
              nodes: [{name: gke-1, providerIDPrefix: null, matchLabels: null, publicCIDR: null}]
              taints: [{key: a, value: null, effect: NoSchedule}]
            boundaries:
            - {name: a, match: [{namespaces: null}], providers: {required: [a], fallback: null, forbidden: null}, mode: null}
            rules:
            - name: a
              match:
              - {namespaceSelector: null, podSelector: {matchLabels: null, matchExpressions: null}, workloads: null}
              placement: {spread: {maxSkew: null, whenUnsatisfiable: null, minDomains: null, keepHostSpread: null}}
            - name: b
              match: [{podSelector: {matchExpressions: [{key: a, operator: DoesNotExist, values: null}]}, requests: null}]
              placement: {spread: null, onePerProvider: null, colocate: null, prefer: null, tolerate: null, buffer: null}
            storage:
            guard: {mode: null, allow: null}
            foreignLoadBalancers: {mode: null, platform: null}
            csiDaemonSets:
            labelNodes:
            """;

    static final String PRACTICES = """
            guard: {mode: Enforce, allow: [{namespaces: [monitoring]}]}
            foreignLoadBalancers: {mode: Enforce, platform: aws}
            csiDaemonSets: Audit
            labelNodes: Warn
            """;

    static final String PRACTICES_BY_MODE_ALONE = """
            guard: {allow: []}
            foreignLoadBalancers: Disabled
            """;

    private ValidConfigurations() {}

    static List<String> all() {
        return List.of("", MODES, PROVIDERS, BOUNDARIES, RULES, WORDS, NULLS, PRACTICES, PRACTICES_BY_MODE_ALONE);
    }
}
