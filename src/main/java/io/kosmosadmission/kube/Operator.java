package io.kosmosadmission.kube;

/** Operators of label and node selector requirements; Gt and Lt exist in node selectors only. */
public enum Operator {
    In,
    NotIn,
    Exists,
    DoesNotExist,
    Gt,
    Lt
}
