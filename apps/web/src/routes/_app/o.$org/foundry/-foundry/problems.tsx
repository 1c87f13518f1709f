import { Note } from '@hub/ui/note'

interface ProblemsProps {
  problems: readonly string[]
  refused: number
  repeated: number
}

const rows = (count: number, one: string, several: string) =>
  count === 1 ? `1 row ${one}` : `${count.toLocaleString('en')} rows ${several}`

/** The rows that were left out or stand there twice, and why. */
export function Problems({ problems, refused, repeated }: ProblemsProps) {
  if (refused + repeated === 0) return null
  const parts = [
    ...(refused > 0 ? [rows(refused, 'was left out', 'were left out')] : []),
    ...(repeated > 0 ? [rows(repeated, 'repeats an earlier one', 'repeat earlier ones')] : []),
  ]
  return (
    <details className="mt-1 text-13 text-text-2">
      <summary className="cursor-pointer rounded-xs">{parts.join(', ')}</summary>
      <ul className="mt-1 list-disc pl-5">
        {problems.map((problem) => (
          <li key={problem} className="wrap-anywhere">
            {problem}
          </li>
        ))}
      </ul>
    </details>
  )
}

const SHOWN = 3

/** The first rows that cannot be taken, before anything is read in. */
export function LeftOut({ problems }: Pick<ProblemsProps, 'problems'>) {
  if (problems.length === 0) return null
  return (
    <Note tone="warning" title="Some rows will be left out.">
      {problems.slice(0, SHOWN).join('. ')}.
    </Note>
  )
}
