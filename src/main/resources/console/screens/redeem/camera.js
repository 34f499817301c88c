/** Reads codes with the camera, in browsers that can. */

import { html, useEffect, useRef, useState } from '../../core/preact.js';
import { t } from '../../core/words.js';

const PAUSE = 200;

/** A code that stays before the camera is taken once; it is taken again after it was away for so many milliseconds. */
const AWAY = 2_000;

/** Tells whether the browser can read codes with a camera. */
export function hasCamera() {
  return 'BarcodeDetector' in window && Boolean(navigator.mediaDevices?.getUserMedia);
}

/**
 * The picture of the camera.
 * @param onCode gets the text of each code that comes before the camera
 */
export function Camera({ onCode, onClose }) {
  const video = useRef(null);
  const take = useRef(onCode);
  take.current = onCode;
  const [refused, setRefused] = useState(false);
  useEffect(() => watch(video.current, (code) => take.current(code), () => setRefused(true)), []);
  return html`<div class="camera">
    ${refused ? html`<p role="alert" class="alert alert-warning">${t('redeem.camera.refused')}</p>`
      : html`<p class="small">${t('redeem.camera.hint')}</p>`}
    <video ref=${video} muted playsinline aria-label=${t('redeem.camera.sees')} hidden=${refused}></video>
    <button type="button" class="btn btn-outline-secondary" onClick=${onClose}>${t('redeem.camera.close')}</button>
  </div>`;
}

/** Starts the camera; gives a function that stops it. */
function watch(video, onCode, onRefused) {
  const seen = new Map();
  let stream = null;
  let stopped = false;
  let timer = 0;
  const look = async (detector) => {
    const codes = await detector.detect(video).catch(() => []);
    if (!stopped) {
      codes.map(({ rawValue }) => rawValue).filter(Boolean).filter((code) => isNew(seen, code)).forEach(onCode);
      timer = setTimeout(look, PAUSE, detector);
    }
  };
  const start = async () => {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
    if (stopped) {
      stop(stream);
      return;
    }
    video.srcObject = stream;
    await video.play();
    await look(new window.BarcodeDetector());
  };
  start().catch(() => stopped || onRefused());
  return () => {
    stopped = true;
    clearTimeout(timer);
    stop(stream);
  };
}

function isNew(seen, code) {
  const before = seen.get(code);
  seen.set(code, Date.now());
  return before === undefined || Date.now() - before > AWAY;
}

function stop(stream) {
  stream?.getTracks().forEach((track) => track.stop());
}
