package dev.coupon.loadtest.recording;

/** A coupon: its code, and which of its campaign it is, counted from 1. */
public record Coupon(String code, int sequence) {
}
