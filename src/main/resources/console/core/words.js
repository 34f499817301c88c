/**
 * The words of the console in the language of the user, and dates and numbers as that language writes them. Each screen
 * brings its own words.
 */

import { knownZone } from './zones.js';

const LANGUAGES = ['en', 'ko'];

/** Matches what is written from right to left, and marks that turn the direction of writing. */
const TURNING = /[\p{Bidi_Control}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

const dictionary = { en: {}, ko: {} };

let language = chosen() ?? (navigator.languages ?? [navigator.language]).map(base).find(known) ?? 'en';

/**
 * Adds words: for each language an object of texts by their names, which no other screen has. A text has places like
 * {count}.
 */
export function addWords(words) {
  for (const of of LANGUAGES) {
    const taken = Object.keys(words[of]).find((name) => name in dictionary[of]);
    if (taken) {
      throw new Error(`Two screens have words for ${taken}`);
    }
    Object.assign(dictionary[of], words[of]);
  }
}

/** The text with this name, with the values in its places. An unknown name is shown as it is, and reported. */
export function t(name, values = {}) {
  const text = dictionary[language][name] ?? dictionary.en[name] ?? unknown(name);
  return text.replace(/\{(\w+)\}/g, (place, key) => {
    const value = values[key] ?? place;
    return typeof value === 'number' ? number(value) : isolated(value);
  });
}

/** A text from elsewhere, so that its direction of writing doesn't turn the text around it. */
export function isolated(value) {
  const text = String(value);
  return TURNING.test(text) ? `\u2068${text.replace(/[\u2066-\u2069]/g, '')}\u2069` : text;
}

/** Tells whether there is a text with this name. */
export function hasWords(name) {
  return name in dictionary[language] || name in dictionary.en;
}

export function currentLanguage() {
  return language;
}

/** The language as the user's country writes it: British English has other dates than American English. */
export function locale() {
  return navigator.languages?.find((tag) => base(tag) === language) ?? language;
}

/** Shows the console in another language from now on, in this browser. */
export function setLanguage(to) {
  language = to;
  try {
    localStorage.setItem('language', to);
  } catch {
    // A browser that keeps nothing asks for the language again next time.
  }
  document.documentElement.lang = to;
}

export function number(value, options) {
  return new Intl.NumberFormat(locale(), options).format(value);
}

/** An instant as a date and time in a time zone, or in that of the browser. */
export function dateTime(instant, timeZone, options = { dateStyle: 'medium', timeStyle: 'short' }) {
  return instant ? new Intl.DateTimeFormat(locale(), { ...options, timeZone: knownZone(timeZone) })
    .format(new Date(instant)) : '';
}

/** A duration of so many seconds in its two largest units, like "2 d 3 h". */
export function duration(seconds) {
  const units = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]];
  let left = Math.max(0, Math.round(seconds));
  const parts = [];
  for (const [unit, size] of units) {
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0 && parts.length < 2) {
      parts.push(number(count, { style: 'unit', unit, unitDisplay: 'short' }));
    } else if (parts.length > 0) {
      break;
    }
  }
  return parts.join(' ') || number(0, { style: 'unit', unit: 'second', unitDisplay: 'short' });
}

function unknown(name) {
  console.error(`No words for ${name}`);
  return name;
}

function chosen() {
  try {
    const kept = localStorage.getItem('language');
    return known(kept) ? kept : null;
  } catch {
    return null;
  }
}

function base(tag) {
  return String(tag).split('-')[0];
}

function known(of) {
  return LANGUAGES.includes(of);
}
