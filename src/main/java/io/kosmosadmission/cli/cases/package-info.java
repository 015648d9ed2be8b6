/**
 * Runs golden cases: folders that show what admission must say and change.
 *
 * <p>Way in: {@link io.kosmosadmission.cli.cases.CaseRunner}.
 *
 * <p>Shown by: {@code GoldenCasesTest}, {@code CaseRunnerTest}, {@code CaseUpdateTest}, {@code SharedClustersTest}.
 */
package io.kosmosadmission.cli.cases;
