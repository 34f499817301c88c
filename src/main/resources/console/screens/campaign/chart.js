/** The chart of the last minutes. Its library is loaded only where it is shown. */

import { html, useEffect, useRef } from '../../core/preact.js';
import { locale, number, t } from '../../core/words.js';
import { rateText } from './rate-text.js';

const STYLES = new URL('../../lib/uplot.css', import.meta.url).href;

const HEIGHT = 260;

export function Chart({ course }) {
  const place = useRef(null);
  const data = [course.map(({ time }) => epoch(time)), course.map(({ issued }) => issued),
    course.map(({ rate }) => rate)];
  const latest = useRef(data);
  const chart = useRef(null);
  latest.current = data;
  useEffect(() => attach(place.current, chart, latest), []);
  useEffect(() => chart.current?.setData(data), [course]);
  const now = course.at(-1);
  return html`<section aria-label=${t('live.chart')}>
    <h2>${t('live.chart')}</h2>
    <div class="chart" ref=${place} role="img" aria-label=${t('live.chart.label',
      { issued: now?.issued ?? 0, rate: rateText(now?.rate ?? 0) })}></div>
    ${course.length < 2 && html`<p class="small text-body-secondary">${t('live.chart.wait')}</p>`}
  </section>`;
}

/** Draws the chart in the place, and again when its width or the colours of the page change. */
function attach(place, chart, latest) {
  let gone = false;
  const redraw = new MutationObserver(() => chart.current?.redraw());
  const resize = new ResizeObserver(() => chart.current?.setSize({ width: place.clientWidth, height: HEIGHT }));
  load().then((Plot) => {
    if (!gone) {
      chart.current = new Plot(options(place.clientWidth), latest.current, place);
      resize.observe(place);
      redraw.observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
    }
  });
  return () => {
    gone = true;
    resize.disconnect();
    redraw.disconnect();
    chart.current?.destroy();
    chart.current = null;
  };
}

async function load() {
  if (!document.querySelector(`link[href="${STYLES}"]`)) {
    document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: STYLES }));
  }
  return (await import('../../lib/uplot.js')).default;
}

function options(width) {
  const text = () => colour('--bs-body-color');
  const axis = { stroke: text, grid: { stroke: () => colour('--bs-border-color'), width: 1 },
    ticks: { stroke: () => colour('--bs-border-color'), width: 1 } };
  const clock = new Intl.DateTimeFormat(locale(), { timeStyle: 'medium' });
  const figures = (chart, values) => values.map((value) => (value === null ? '' : number(value)));
  return {
    width, height: HEIGHT, cursor: { drag: { x: false, y: false } },
    scales: { issued: { range: scale }, rate: { range: scale } },
    series: [{ label: t('live.time'), value: (chart, at) => (at ? clock.format(at * 1000) : '–') },
      { label: t('live.issued'), scale: 'issued', stroke: () => colour('--bs-primary'), width: 2, fill: '#0b5ed722',
        value: (chart, value) => (value === null ? '–' : number(value)) },
      { label: t('live.rate'), scale: 'rate', stroke: () => colour('--bs-orange'), width: 2, dash: [6, 3],
        value: (chart, value) => (value === null ? '–' : rateText(value)) }],
    axes: [{ ...axis, values: (chart, times) => times.map((at) => clock.format(at * 1000)), space: 90,
      incrs: [1, 5, 10, 15, 30, 60, 120, 300] },
      { ...axis, scale: 'issued', values: figures, size: 80 },
      { ...axis, scale: 'rate', side: 1, values: figures, size: 60, grid: { show: false } }],
  };
}

/** From 0 up, and never empty. */
function scale(chart, least, most) {
  return [0, Math.max(1, (most ?? 0) * 1.1)];
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function epoch(seconds) {
  return (performance.timeOrigin + seconds * 1000) / 1000;
}
