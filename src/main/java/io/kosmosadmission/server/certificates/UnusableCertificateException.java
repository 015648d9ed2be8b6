package io.kosmosadmission.server.certificates;

/** The files of a certificate can't be served; the message names the file and what is wrong, for people. */
public final class UnusableCertificateException extends Exception {

    public UnusableCertificateException(String message) {
        super(message);
    }

    public UnusableCertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
