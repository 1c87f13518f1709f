import { gradeMarks } from './security-words.ts'
import { pointLabel, scoresSentence } from './scan-words.ts'
import type { ScorePoint } from './scan-words.ts'

const WIDTH = 260
const HEIGHT = 126
/** Left of the letters of the grades. */
const RIGHT = 244
const LEFT = 4
/** The line ends before the letters begin. */
const END = 228
const TOP = 10
const FOOT = 104
const BEST = 100
/** Room below the lowest score, so that its step does not lie on the words. */
const BELOW = 8

const round = (value: number): number => Math.round(value * 10) / 10

interface ScoreStepsProps {
  /** Two or more, the oldest first. */
  points: readonly ScorePoint[]
  timeZone: string
}

/** How the score went from scan to scan: it stays as it was found until the next one. */
export function ScoreSteps({ points, timeZone }: ScoreStepsProps) {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  const lowest = Math.max(0, Math.min(gradeMarks[1].from, ...points.map(({ score }) => score)) - BELOW)
  const x = (step: number) => round(LEFT + (step / (points.length - 1)) * (END - LEFT))
  const y = (score: number) => round(TOP + ((BEST - Math.min(BEST, score)) / (BEST - lowest)) * (FOOT - TOP))
  const path = points.map(({ score }, step) =>
    step === 0 ? `M${x(0)} ${y(score)}` : `H${x(step)}V${y(score)}`,
  )
  return (
    <svg
      role="img"
      aria-label={scoresSentence(points, timeZone)}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="block w-full max-w-[260px] text-12 font-medium"
    >
      {gradeMarks
        .filter(({ from }) => from >= lowest)
        .map(({ letter, from }) => (
          <g key={letter}>
            <line x1={0} x2={RIGHT} y1={y(from)} y2={y(from)} className="stroke-chart-grid" />
            <text x={RIGHT + 6} y={y(from) - 3} className="fill-text-3">
              {letter}
            </text>
          </g>
        ))}
      <path d={path.join('')} className="fill-none stroke-chart-1 stroke-[1.75] [stroke-linejoin:round]" />
      <circle cx={END} cy={y(last.score)} r={3.5} className="fill-chart-1 stroke-sheet stroke-2" />
      <text x={0} y={HEIGHT - 4} className="fill-text-3">
        {pointLabel(first, timeZone)}
      </text>
      <text x={END} y={HEIGHT - 4} textAnchor="end" className="fill-text">
        {pointLabel(last, timeZone)}
      </text>
    </svg>
  )
}
