import { Button } from '@hub/ui/button'
import { CardRow } from '@hub/ui/card'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Meter } from '@hub/ui/meter'
import { ExternalLink } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { Competitor } from './price-types.ts'
import { webAddress } from './price-words.ts'
import { useListingAct } from './use-listing-acts.ts'

const FollowDialog = lazyPart(async () => (await import('./follow-competitor.tsx')).FollowCompetitor)

/** One business with how much it is like one's own, and why; its words are those of strangers. */
export function CompetitorRow({ competitor }: { competitor: Competitor }) {
  const { name, address, reasons, score } = competitor
  return (
    <CardRow className="flex-wrap items-center gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-60">
        <h3 className="text-13 font-medium wrap-anywhere">{name}</h3>
        <p className="text-12 wrap-anywhere text-text-2">{reasons.join(' · ')}</p>
        {address !== null && <p className="text-12 wrap-anywhere text-text-3">{address}</p>}
        <Website competitor={competitor} />
      </div>
      <span className="flex w-32 flex-none items-center gap-2 text-12 text-text-2 tabular-nums">
        <Meter className="flex-1" label={`${score} of 100 alike`} value={score / 100} />
        <span aria-hidden="true">{score}</span>
      </span>
      <Acts competitor={competitor} />
    </CardRow>
  )
}

function Website({ competitor: { name, website } }: { competitor: Competitor }) {
  const address = website === null ? null : webAddress(website)
  if (address === null) return null
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className="mt-1 inline-flex max-w-full items-center gap-1.5 text-12"
    >
      <span className="truncate">{new URL(address).hostname}</span>
      <ExternalLink aria-hidden="true" className="size-3.5 flex-none" />
      <span className="sr-only">Website of {name}, in a new tab</span>
    </a>
  )
}

function Acts({ competitor }: { competitor: Competitor }) {
  const canWrite = useCan('marketplace.price.write')
  const { competitors } = useHub().client.modules.marketplace
  const [asks, setAsks] = useState<'follow' | 'dismiss' | null>(null)
  const dismiss = useListingAct(
    () => competitors.dismiss.mutate({ id: competitor.id, idempotencyKey: newKey() }),
    () => `${competitor.name} is not shown again.`,
  )
  if (!canWrite) return null
  const isFollowed = competitor.state === 'followed'
  return (
    <span className="flex flex-none items-center gap-1">
      <Button
        size="sm"
        aria-label={isFollowed ? `Rename ${competitor.name}` : `Follow ${competitor.name}`}
        onClick={() => setAsks('follow')}
      >
        {isFollowed ? 'Rename' : 'Follow'}
      </Button>
      <Button
        size="sm"
        variant="ghost"
        aria-label={`${competitor.name} is not a competitor`}
        onClick={() => setAsks('dismiss')}
      >
        Not a competitor
      </Button>
      <Suspense>
        {asks === 'follow' && <FollowDialog competitor={competitor} onClose={() => setAsks(null)} />}
      </Suspense>
      <ConfirmDialog
        open={asks === 'dismiss'}
        onOpenChange={(isOpen) => !dismiss.isPending && setAsks(isOpen ? 'dismiss' : null)}
        title={`No longer show ${competitor.name}?`}
        consequence="It is not shown again, also where a later search finds it."
        confirmLabel="No longer show"
        pendingLabel="Hiding"
        pending={dismiss.isPending}
        onConfirm={() => dismiss.mutate(undefined)}
      />
    </span>
  )
}
