package io.kosmosadmission.reading.yaml;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.base.ParserMinimalBase;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A parser whose names and values are {@link JsonScalar}s: all that readers ask of the one on which it stands. */
abstract class ScalarParser extends ParserMinimalBase {

    private JsonScalar scalar = JsonScalar.of("", true, Optional.empty());
    private @Nullable ObjectCodec codec;

    ScalarParser() {
        super(StreamReadConstraints.defaults());
    }

    final void scalar(JsonScalar current) {
        scalar = current;
    }

    final JsonScalar scalar() {
        return scalar;
    }

    @Override
    protected void _handleEOF() {
        // Asked for by the numbers and names of the base class alone, which don't come from here.
    }

    @Override
    public void overrideCurrentName(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable String getText() {
        return _currToken == null || _currToken.isStructStart() || _currToken.isStructEnd()
                ? _currToken == null ? null : _currToken.asString()
                : scalar.text();
    }

    @Override
    public boolean hasTextCharacters() {
        return false;
    }

    @Override
    public char[] getTextCharacters() {
        return String.valueOf(getText()).toCharArray();
    }

    @Override
    public int getTextLength() {
        return String.valueOf(getText()).length();
    }

    @Override
    public int getTextOffset() {
        return 0;
    }

    @Override
    public byte[] getBinaryValue(Base64Variant variant) {
        return variant.decode(scalar.text());
    }

    @Override
    public Number getNumberValue() {
        return scalar.number();
    }

    @Override
    public NumberType getNumberType() {
        Number number = scalar.number();
        return number instanceof Double
                ? NumberType.DOUBLE
                : number instanceof BigInteger
                        ? NumberType.BIG_INTEGER
                        : number instanceof Long ? NumberType.LONG : NumberType.INT;
    }

    @Override
    public int getIntValue() {
        return scalar.number().intValue();
    }

    @Override
    public long getLongValue() {
        return scalar.number().longValue();
    }

    @Override
    public BigInteger getBigIntegerValue() {
        return getDecimalValue().toBigInteger();
    }

    @Override
    public float getFloatValue() {
        return scalar.number().floatValue();
    }

    @Override
    public double getDoubleValue() {
        return scalar.number().doubleValue();
    }

    @Override
    public BigDecimal getDecimalValue() {
        return new BigDecimal(scalar.text());
    }

    @Override
    public @Nullable ObjectCodec getCodec() {
        return codec;
    }

    @Override
    public void setCodec(@Nullable ObjectCodec mapper) {
        codec = mapper;
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }
}
