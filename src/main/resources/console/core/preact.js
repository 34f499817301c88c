/** The library that draws the pages: Preact, with templates instead of JSX, so that nothing is built. */
export {
  html, render, createContext, useCallback, useContext, useEffect, useErrorBoundary, useMemo, useRef, useState,
} from '../lib/preact.js';
