package io.flywheel.domain.wheel;

/**
 * What is to be added to cells of one series: a share of one customer, or of many together.
 *
 * <p><b>Units:</b> {@code from}, {@code after} and {@code until} as the rules of the table count; {@code content} packed by them.
 */
@SuppressWarnings("ArrayRecordComponent") // packed content, handed on and never compared
public record CellDelta(String series, int from, int after, int until, byte[] content) {}
