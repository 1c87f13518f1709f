import { Time } from '@hub/ui/time'
import { Timeline, TimelineStep } from '@hub/ui/timeline'
import { Ban, Hourglass, RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { triesOf } from './job-tries.ts'
import type { Step } from './job-tries.ts'
import { durationWords } from '../../../../../components/job-words.ts'
import type { JobWithEvents } from '../../../../../components/job-states.ts'

const icons: Partial<Record<Step['kind'], ReactNode>> = {
  asked: <Hourglass aria-hidden="true" />,
  again: <RotateCcw aria-hidden="true" />,
  canceled: <Ban aria-hidden="true" />,
}

/** Each try with how it ended. */
export function JobTimeline({ job }: { job: JobWithEvents }) {
  const timeZone = useTimeZone()
  return (
    <Timeline label="What became of it">
      {triesOf(job).map((step, index) => (
        <TimelineStep
          key={index}
          state={step.state}
          icon={icons[step.kind]}
          name={nameOf(step, job)}
          detail={detailOf(step)}
          time={<Time value={step.at} format="smart" timeZone={timeZone} />}
        />
      ))}
    </Timeline>
  )
}

function nameOf({ kind, attempt }: Step, { isMine, askedByName, error, status }: JobWithEvents): string {
  if (kind === 'try') return `Try ${attempt}`
  if (kind === 'waits') return attempt === 1 ? 'Waits for its turn' : 'Waits for the next try'
  if (kind === 'asked') return isMine ? 'You asked for it' : `${askedByName} asked for it`
  if (kind === 'again') return 'Somebody had it tried again'
  if (kind === 'given-up') return 'Given up'
  return status === 'canceled' && error !== null ? 'Put aside' : 'Canceled'
}

function detailOf({ kind, at, endedAt, message }: Step): string | undefined {
  if (kind === 'given-up') return 'It is not tried again by itself.'
  if (endedAt === undefined) return message
  const took = `Took ${durationWords(Date.parse(endedAt) - Date.parse(at))}.`
  return message === undefined ? took : `${message} ${took}`
}
