export interface SparklineProps {
  /** Oldest first. */
  values: readonly number[]
  /** The sentence that says what the line says. */
  label: string
  width?: number | undefined
  height?: number | undefined
}

const PAD = 3

/** A line as high as a row of text, with a dot at its end. */
export function Sparkline({ values, label, width = 68, height = 22 }: SparklineProps) {
  const low = Math.min(...values)
  const range = Math.max(...values) - low
  const stepX = values.length > 1 ? (width - 2 * PAD) / (values.length - 1) : 0
  const points = values.map((value, index) => {
    // A line without change lies in the middle.
    const share = range === 0 ? 0.5 : (value - low) / range
    return { x: PAD + index * stepX, y: height - PAD - share * (height - 2 * PAD) }
  })
  const end = points.at(-1)
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      className="flex-none text-text-2"
    >
      <polyline
        points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}
        className="fill-none stroke-current stroke-[1.5] [stroke-linejoin:round]"
      />
      {end !== undefined && <circle cx={end.x} cy={end.y} r={2.25} className="fill-current" />}
    </svg>
  )
}
