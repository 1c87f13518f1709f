import { gradeMarks, partNames } from './security-words.ts'
import type { Part, WholeFinding } from './security-types.ts'

type After = NonNullable<WholeFinding['after']>
type Standing = After['site']

const BEST = 100
const share = (score: number): string => `${Math.min(BEST, Math.max(0, score))}%`

/** "82 to 86, still B", "82 to 93, A" */
export function afterWords({ now, after }: Standing): string {
  if (after.score === now.score) return `stays at ${now.score}, ${now.grade}`
  return `${now.score} to ${after.score}, ${after.grade === now.grade ? 'still ' : ''}${after.grade}`
}

const isSame = (one: Standing, other: Standing): boolean =>
  one.now.score === other.now.score && one.after.score === other.after.score

/** What the score becomes once this alone is mended: of the website, and of the part where that differs. */
export function ScoreAfterFix({ after, part }: { after: After; part: Part }) {
  const isPartSame = isSame(after.site, after.part)
  return (
    <section className="flex flex-col gap-1 border-t border-line pt-2">
      <ScoreBar name="Score after this fix" standing={after.site} />
      {!isPartSame && <ScoreBar name={`${partNames[part]} alone`} standing={after.part} />}
      {!isPartSame && after.site.now.score === after.site.after.score && (
        <p className="text-12 text-text-3">The worst part counts, and that is another one.</p>
      )}
    </section>
  )
}

function ScoreBar({ name, standing }: { name: string; standing: Standing }) {
  const { now, after } = standing
  const next = gradeMarks.findLast(({ from }) => from > after.score)
  const ahead = next ? `; ${next.letter} begins at ${next.from}` : ''
  return (
    <div>
      <div className="flex items-baseline gap-2 text-13/5.5">
        <span className="font-medium">{name}</span>
        <span aria-hidden="true" className="leader" />
        <b className="font-semibold whitespace-nowrap tabular-nums">{afterWords(standing)}</b>
      </div>
      <div
        role="img"
        aria-label={`${now.score} now, ${after.score} after this fix${ahead}`}
        className="relative mt-1 h-2 overflow-hidden rounded-full bg-neutral-tint"
      >
        <span className="absolute inset-y-0 left-0 bg-accent" style={{ width: share(now.score) }} />
        {after.score > now.score && (
          <span
            className="absolute inset-y-0 bg-[repeating-linear-gradient(135deg,var(--success-solid)_0_3px,var(--success-tint)_3px_6px)] inset-ring inset-ring-success-solid"
            style={{ left: share(now.score), width: share(Math.min(BEST, after.score) - now.score) }}
          />
        )}
        {gradeMarks.map(({ letter, from }) => (
          <span
            key={letter}
            className="absolute inset-y-0 -ml-px w-[1.5px] bg-sheet"
            style={{ left: share(from) }}
          />
        ))}
      </div>
      <div aria-hidden="true" className="relative mt-[3px] h-4 text-12 text-text-3">
        {gradeMarks.map(({ letter, from }) => (
          <span key={letter} className="absolute -translate-x-1/2" style={{ left: share(from) }}>
            {letter}
          </span>
        ))}
      </div>
    </div>
  )
}
