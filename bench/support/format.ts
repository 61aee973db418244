import type { Summary } from './summary.ts'

/** Median and quartiles, `46.1 (44.8–47.0)`, all times `scale`, with three digits that count. */
export function formatSummary(summary: Summary, scale = 1): string {
  const [median, lower, upper] = [summary.median, summary.lowerQuartile, summary.upperQuartile].map((value) =>
    formatNumber(value * scale),
  )
  return `${median} (${lower}–${upper})`
}

/** Seconds in the unit that suits the median: `46.1 (44.8–47.0) µs`. */
export function formatDurations(summary: Summary): string {
  const [unit, scale] = unitOf(summary.median)
  return `${formatSummary(summary, scale)} ${unit}`
}

/** The median alone: `46.1 µs`. */
export function formatDuration({ median }: Summary): string {
  const [unit, scale] = unitOf(median)
  return `${formatNumber(median * scale)} ${unit}`
}

function unitOf(seconds: number): readonly [unit: string, perSecond: number] {
  if (seconds < 1e-6) return ['ns', 1e9]
  if (seconds < 1e-3) return ['µs', 1e6]
  return ['ms', 1e3]
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
