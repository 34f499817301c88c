/** Files of any size. */

import { download } from '../../core/ui.js';

const PART = 8 * 1024 * 1024;

/**
 * Opens a file to be written: where the browser can, one that the user chooses and that is written as it comes; else
 * one that is saved when it is closed. Nothing is left of it after abort().
 * @returns write(bytes), close() and abort(); null if the user chose none
 */
export async function openFile(name) {
  if (!window.showSaveFilePicker) {
    return collected(name);
  }
  try {
    return await (await window.showSaveFilePicker({ suggestedName: name })).createWritable();
  } catch (failure) {
    if (failure.name === 'AbortError') {
      return null;
    }
    return collected(name);
  }
}

/** Collects a file in blobs, which browsers may keep on the disk. */
function collected(name) {
  const blobs = [];
  let part = [];
  let size = 0;
  const pack = () => {
    blobs.push(new Blob(part));
    part = [];
    size = 0;
  };
  return {
    write(bytes) {
      part.push(bytes);
      size += bytes.length;
      if (size >= PART) {
        pack();
      }
    },
    close() {
      pack();
      download(name, '', new Blob(blobs, { type: 'application/octet-stream' }));
    },
    abort() {
      part = [];
      blobs.length = 0;
    },
  };
}
