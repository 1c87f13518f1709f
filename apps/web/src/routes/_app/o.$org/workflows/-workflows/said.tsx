import { Time } from '@hub/ui/time'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { useMembers } from '../../../../../components/use-members.ts'
import type { StepRun } from './flow.ts'

interface Answer {
  decision: string
  byId: string | null
  note: string
  at: string | null
}

const isText = (value: unknown) => typeof value === 'string'
const isTextOrNone = (value: unknown) => value === null || isText(value)

/** What came out of a question that was decided, or that nobody decided in time; undefined for anything else. */
export function answerOf({ type, output }: Pick<StepRun, 'type' | 'output'>): Answer | undefined {
  if (type !== 'approval' || typeof output !== 'object' || output === null) return undefined
  const { decision, byId, note, at } = output as Partial<Record<keyof Answer, unknown>>
  return isText(decision) && isTextOrNone(byId) && isText(note) && isTextOrNone(at)
    ? (output as Answer)
    : undefined
}

/** Who said what, when, and what they wrote to it. */
export function Said({ answer: { decision, byId, note, at } }: { answer: Answer }) {
  const members = useMembers()
  const timeZone = useTimeZone()
  if (byId === null) return <p className="text-13">Nobody decided in time, which means no.</p>
  const who = members.find(({ id }) => id === byId)?.name ?? 'Somebody who left'
  return (
    <div className="text-13">
      <p>
        {who} said {decision}
        {at !== null && (
          <>
            {', '}
            <Time value={at} format="full" timeZone={timeZone} plain />
          </>
        )}
        .
      </p>
      {note !== '' && <p className="mt-1 whitespace-pre-wrap wrap-anywhere text-text-2">“{note}”</p>}
    </div>
  )
}
