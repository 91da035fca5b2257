/**
 * Plots of what gadgets cost, as SVG that stands in a page: values over the number of gadgets, and bars. The page gives the
 * colours; series are told apart by more: the second is dashed, its points are squares. Measures nothing.
 */

export interface Series {
  readonly name: string;
  /** The line through the points; `undefined` draws none. */
  readonly line: { readonly slope: number; readonly intercept: number } | undefined;
  /** Least and p95 are drawn as a stroke. */
  readonly points: readonly { readonly x: number; readonly y: number; readonly low: number; readonly high: number }[];
}

const [width, height, left, right, top, bottom] = [560, 320, 56, 20, 36, 40] as const;

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A round step that gives about five lines. */
export function stepOf(most: number): number {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most / 5));
  return ([1, 2, 5, 10].find((factor) => factor * power >= most / 5) ?? 10) * power;
}

export function linesSvg(title: string, unit: string, series: readonly Series[]): string {
  const points = series.flatMap((each) => each.points);
  const mostX = Math.max(1, ...points.map(({ x }) => x));
  const step = stepOf(Math.max(0, ...points.map(({ high }) => high)));
  const mostY = step * Math.max(1, Math.ceil(Math.max(0, ...points.map(({ high }) => high)) / step));
  const x = (value: number): string => (left + (value / mostX) * (width - left - right)).toFixed(1);
  const y = (value: number): string =>
    (height - bottom - (Math.max(0, Math.min(mostY, value)) / mostY) * (height - top - bottom)).toFixed(1);
  const grid: string[] = [];
  for (let value = 0; value <= mostY + step / 2; value += step) {
    grid.push(`<line class="grid" x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}"/>`);
    grid.push(
      `<text x="${left - 6}" y="${(Number(y(value)) + 4).toFixed(1)}" text-anchor="end">${Number(value.toPrecision(6))}</text>`,
    );
  }
  for (const value of new Set(points.map((point) => point.x))) {
    grid.push(`<text x="${x(value)}" y="${height - bottom + 16}" text-anchor="middle">${value}</text>`);
  }
  const drawn = series.map(({ name, line, points: mine }, index) => {
    const marks = mine.map((point) => {
      const [cx, cy] = [Number(x(point.x)), Number(y(point.y))];
      const shape =
        index === 0
          ? `<circle class="point" cx="${cx}" cy="${cy}" r="4"/>`
          : `<rect class="point" x="${cx - 4}" y="${cy - 4}" width="8" height="8"/>`;
      return `<line class="of" x1="${cx}" x2="${cx}" y1="${y(point.low)}" y2="${y(point.high)}"/>${shape}`;
    });
    const ends = line && { from: line.intercept, to: line.intercept + line.slope * mostX };
    const path = ends
      ? `<line class="line of"${index > 0 ? ' stroke-dasharray="6 4"' : ''} x1="${x(0)}" y1="${y(ends.from)}" x2="${x(mostX)}" y2="${y(ends.to)}"/>`
      : '';
    // Above the plot, where no line passes.
    const at = left + 12 + index * 100;
    return `<g class="series-${index}">${path}${marks.join('')}<text class="name" x="${at}" y="14">${index === 0 ? '●' : '■'} ${escaped(name)}</text></g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(`${title}: ${unit} over the number of gadgets`)}">
${grid.join('\n')}
${drawn.join('\n')}
<text x="${(width + left) / 2}" y="${height - 6}" text-anchor="middle">gadgets; ${escaped(unit)}</text>
</svg>`;
}

export interface Bar {
  readonly name: string;
  readonly value: number;
}

export function barsSvg(title: string, unit: string, bars: readonly Bar[]): string {
  const most = Math.max(1e-9, ...bars.map(({ value }) => value));
  const [row, label] = [22, 150];
  const rows = bars.map(({ name, value }, index) => {
    const length = (Math.max(0, value) / most) * (width - label - 90);
    const at = index * row;
    return `<text x="${label - 8}" y="${at + 15}" text-anchor="end">${escaped(name)}</text><rect class="bar" x="${label}" y="${at + 3}" width="${length.toFixed(1)}" height="16"/><text x="${(label + length + 6).toFixed(1)}" y="${at + 15}">${Number(value.toPrecision(3))}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bars.length * row + 22}" role="img" class="series-0" aria-label="${escaped(`${title}, ${unit}`)}">
${rows.join('\n')}
<text x="${label}" y="${bars.length * row + 16}">${escaped(unit)}</text>
</svg>`;
}
