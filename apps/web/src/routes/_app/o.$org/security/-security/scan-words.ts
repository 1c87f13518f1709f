import { shortWhen, scoreWords, whenDay, whenScanned } from './security-words.ts'
import type { Scan, ScanChange, WholePart, WholeScan } from './security-types.ts'

/** How far the checks of a part got, in the words of its row. */
export function partWords(
  { part, toMend, looked, muted }: Pick<WholePart, 'part' | 'toMend' | 'looked' | 'muted'>,
  kind: Scan['kind'],
): string {
  if (toMend > 0) return `${toMend} to mend`
  if (muted > 0) return `${muted} muted`
  if (looked > 0) return 'All good'
  return part === 'files' && kind === 'quick' ? 'Full scans only' : 'Could not look'
}

export const sumOf = ({ parts }: Pick<WholeScan, 'parts'>, of: (part: WholePart) => number): number =>
  parts.reduce((sum, part) => sum + of(part), 0)

/** The part whose score the whole website has, where it is one alone. */
export function worstPart({ parts, score }: WholeScan): WholePart | undefined {
  if (score === null || score >= 100) return undefined
  const worst = parts.filter((part) => part.score === score)
  return worst.length === 1 ? worst[0] : undefined
}

const one = (things: readonly { title: string }[], single: string, several: string): string[] => {
  const [first] = things
  if (!first) return []
  return [things.length === 1 ? `${single}: ${first.title}.` : `${things.length} ${several}.`]
}

/** What is otherwise than in the scan before: how the score moved, and by what. */
export function changeWords(
  { before, after, opened, closed, unknown }: ScanChange,
  timeZone: string,
): { lead: string; rest: string } {
  const isSameDay = whenDay(before.startedAt, timeZone) === whenDay(after.startedAt, timeZone)
  const when = (isSameDay ? whenScanned : whenDay)(before.startedAt, timeZone)
  const rest = [
    ...one(opened, 'New', 'things are new'),
    ...one(closed, 'Mended', 'things are mended'),
    ...(unknown.length > 0 ? [`Nobody could look again at ${unknown.length} of the things to mend.`] : []),
  ].join(' ')
  return { lead: moveWords({ before, after }, when), rest }
}

function moveWords({ before, after }: Pick<ScanChange, 'before' | 'after'>, when: string): string {
  if (before.score === null) return `Nobody could look ${when}.`
  if (after.score === null) return `It was ${scoreWords(before)}, ${when}.`
  if (after.score === before.score) return `The score is what it was ${when}.`
  return `${after.score > before.score ? 'Up' : 'Down'} from ${scoreWords(before)}, ${when}.`
}

export interface ScorePoint {
  score: number
  grade: string
  at: string
}

/** Scans that have a score, the oldest first. */
export const scorePoints = (scans: readonly Scan[]): ScorePoint[] =>
  scans
    .flatMap(({ score, grade, startedAt }) =>
      score === null || grade === null ? [] : [{ score, grade, at: startedAt }],
    )
    .toReversed()

/** What the line of the scores says, for who does not see it. */
export function scoresSentence(points: readonly ScorePoint[], timeZone: string): string {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return ''
  const said = (point: ScorePoint) => `${scoreWords(point)}, ${whenDay(point.at, timeZone)}`
  const best = points.reduce((top, point) => (point.score > top.score ? point : top))
  const between = best === first || best === last ? [] : [`at best ${said(best)}`]
  return `Score over ${points.length} scans: ${[said(first), ...between, `now ${scoreWords(last)}`].join('; ')}.`
}

export const pointLabel = ({ at }: ScorePoint, timeZone: string): string => shortWhen(at, timeZone)
