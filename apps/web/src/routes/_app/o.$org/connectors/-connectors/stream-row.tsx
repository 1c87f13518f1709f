import { Meter } from '@hub/ui/meter'
import { Time } from '@hub/ui/time'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import { useCan, useOrganization } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { numberWords, proofWords, readWords } from './connection-words.ts'
import type { Stream } from './connectors-types.ts'

/** One kind of thing that a connection reads: how far, when last, and what came of comparing it. */
export function StreamRow({ stream }: { stream: Stream }) {
  const { slug } = useOrganization()
  const canSeeData = useCan('foundry.data.read')
  const { title, datasetId, phase, error } = stream
  return (
    <li className="flex flex-col gap-1.5 py-3">
      <div className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 font-medium wrap-anywhere">{title}</span>
        {canSeeData && (
          <Link
            to="/o/$org/foundry"
            params={{ org: slug }}
            search={{ source: datasetId }}
            aria-label={`Show in Data: ${title}`}
            className="flex-none text-13"
          >
            Show in Data
          </Link>
        )}
      </div>
      {phase === 'backfill' && <HowFar stream={stream} />}
      {error !== null && (
        <p className="flex gap-1.5 text-13 text-danger-text">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 flex-none" />
          <span className="wrap-anywhere">{error}</span>
        </p>
      )}
      {phase === 'live' && <WhenRead stream={stream} />}
    </li>
  )
}

function HowFar({ stream }: { stream: Stream }) {
  const { title, read, total } = stream
  // They are read one after the other.
  if (read === 0 && total === null) return <p className="text-13 text-text-3">Not begun yet</p>
  const words = readWords(stream)
  if (total === null || total === 0) return <p className="text-13 text-text-2 tabular-nums">{words}</p>
  const share = Math.min(1, read / total)
  const percent = `${Math.floor(share * 100)}%`
  return (
    <div>
      <p className="mb-2 flex gap-3 text-13 text-text-2 tabular-nums">
        <span className="min-w-0 flex-1">{words}</span>
        <span className="text-text-3">{percent}</span>
      </p>
      <Meter label={`${title}: ${percent} read`} value={share} />
    </div>
  )
}

function WhenRead({ stream }: { stream: Stream }) {
  const timeZone = useTimeZone()
  const { read, syncedAt, proof } = stream
  return (
    <div className="flex flex-col gap-0.5 text-13 text-text-2 tabular-nums">
      <p>
        {numberWords(read)} read at first
        {syncedAt !== null && (
          <>
            , last read <Time value={syncedAt} timeZone={timeZone} />
          </>
        )}
      </p>
      <p className="text-text-3">
        {proof === null ? (
          'Not compared yet'
        ) : (
          <>
            Compared <Time value={proof.at} timeZone={timeZone} />: {proofWords(proof)}
          </>
        )}
      </p>
    </div>
  )
}
