package io.kosmosadmission.certificates;

import java.io.IOException;

/** Tells that the files of a certificate can't be served. The message names the file and what is wrong with it. */
public final class UnusableCertificateException extends IOException {

    public UnusableCertificateException(String message) {
        super(message);
    }

    public UnusableCertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
