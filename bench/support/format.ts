import type { Summary } from './summary.ts'

/** Median and quartiles, `46.1 (44.8–47.0)`, all times `scale`, with three digits that count. */
export function formatSummary(summary: Summary, scale = 1): string {
  const [median, lower, upper] = [summary.median, summary.lowerQuartile, summary.upperQuartile].map((value) =>
    formatNumber(value * scale),
  )
  return `${median} (${lower}–${upper})`
}

/** A time in the unit that suits its median: `46.1 (44.8–47.0) µs`. */
export function formatDuration(summary: Summary): string {
  const { median } = summary
  if (median < 1e-6) return `${formatSummary(summary, 1e9)} ns`
  if (median < 1e-3) return `${formatSummary(summary, 1e6)} µs`
  return `${formatSummary(summary, 1e3)} ms`
}

/** Three digits that count, thousands apart: `0.854`, `46.1`, `12,300`. */
export function formatNumber(value: number): string {
  const rounded = Number(value.toPrecision(3))
  const decimals = Math.abs(rounded) >= 100 || rounded === 0 ? 0 : 2 - Math.floor(Math.log10(Math.abs(rounded)))
  return rounded.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-GB')
}

/** `0.79 MB`, of a million bytes. */
export function formatMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 2 : 0)} MB`
}
