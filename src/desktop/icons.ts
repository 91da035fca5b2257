/** The few icons of the shell as inline SVG in the text colour: no request, no font, visible in forced colours. */
import { svg, html, type TemplateResult } from 'lit';

const icon = (paths: TemplateResult): TemplateResult =>
  html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${paths}</svg>`;

/** The product's mark, drawn as `public/icons/understudy.svg`: two masks, one ready to take the other's place. */
export const logo = html`<svg class="logo" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
  <rect width="64" height="64" rx="14" fill="#27348b"></rect>
  <path fill="#8fa0f5" d="M31 15c7 3.2 15.5 3.2 22.5 0 1.2 16-1.5 28-11.2 34C32.5 43 29.800 31 31 15z"></path>
  <path
    fill="#ffffff"
    stroke="#27348b"
    stroke-width="2.5"
    stroke-linejoin="round"
    d="M10.5 13.5c7 3.2 15.5 3.2 22.5 0 1.2 16-1.5 29-11.3 35.5C11.9 42.5 9.3 29.5 10.5 13.5z"
  ></path>
  <g fill="none" stroke="#27348b" stroke-width="2.6" stroke-linecap="round">
    <path d="M14.8 25.5c1.3-1.8 3.8-1.8 5 0M23.7 25.5c1.3-1.8 3.8-1.8 5 0M16.2 34c2.8 4.2 8.2 4.2 11 0"></path>
    <path d="M37.8 26c1.2-1.6 3.4-1.6 4.6 0M46 26c1.2-1.6 3.4-1.6 4.6 0M38.6 38c2.5-3.6 7.3-3.6 9.8 0"></path>
  </g>
</svg>`;

const line = (d: string): TemplateResult => svg`<path d=${d} class="line"></path>`;

export const icons = {
  chevron: icon(line('M5.5 8l4.5 4.5L14.5 8')),
  close: icon(line('M5.5 5.5l9 9M14.5 5.5l-9 9')),
  restart: icon(line('M15.5 10a5.5 5.5 0 1 1-1.7-4M15.5 3.2v3.3h-3.3')),
  system: icon(line('M3.5 4.5h13v9h-13zM7.5 16.5h5M10 13.5v3')),
  light: icon(
    line(
      'M10 6.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4M10 2.5v1.8M10 15.7v1.8M2.5 10h1.8M15.7 10h1.8M4.7 4.7L6 6M14 14l1.3 1.3M15.3 4.7L14 6M6 14l-1.3 1.3',
    ),
  ),
  dark: icon(line('M16 11.6A6.4 6.4 0 0 1 8.4 4a6.4 6.4 0 1 0 7.6 7.6z')),
  tools: icon(line('M4 6h6M14 6h2M4 14h2M10 14h6M10 4v4h4V4zM6 12v4h4v-4z')),
  lab: icon(line('M8 3h4M8.7 3v5L4.6 15a1.3 1.3 0 0 0 1.1 2h8.6a1.3 1.3 0 0 0 1.1-2L11.3 8V3M6.4 12.5h7.2')),
  info: icon(line('M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 9.3v4M10 6.6v.2')),
  success: icon(line('M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M6.9 10.2l2.2 2.2 4-4.4')),
  warning: icon(line('M10 3.6l7 12.4H3zM10 8.3v3.6M10 13.9v.2')),
  error: icon(line('M7 3h6l4 4v6l-4 4H7l-4-4V7zM10 6.6v4.2M10 13.2v.2')),
} as const;
