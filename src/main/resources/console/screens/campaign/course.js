/** The course of a campaign: counts over the last minutes, and what follows from them. */

const KEPT = 600;

const WINDOW = 10;

/** The course with one more answer, whose time is in seconds. */
export function added(course, time, issued) {
  const last = course.at(-1);
  return last && time <= last.time ? course : [...course, { time, issued, rate: rateAt(course, time, issued) }]
    .slice(-KEPT);
}

/** The seconds over which the present rate is the mean. */
export function span(course) {
  const last = course.at(-1);
  return last ? Math.round(last.time - since(course, last.time).time) : 0;
}

/** The seconds until no coupon is left, if coupons go on at the present rate; undefined if none are issued. */
export function secondsLeft(course, remaining) {
  const rate = course.at(-1)?.rate ?? 0;
  return rate > 0 && remaining > 0 ? remaining / rate : undefined;
}

function rateAt(course, time, issued) {
  const first = since(course, time);
  return first ? Math.max(0, issued - first.issued) / (time - first.time) : 0;
}

/** The oldest answer within the time over which the rate is taken, or the last one before. */
function since(course, time) {
  return course.find((point) => point.time >= time - WINDOW) ?? course.at(-1);
}
