import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { BellOff } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useCan, useHub } from '../../../../../account.ts'
import { shortDay } from '../../../../../components/day-words.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { lazyPart } from '../../../../../lazy-part.ts'
import type { WholeFinding } from './security-types.ts'

const MuteDialog = lazyPart(async () => (await import('./mute-dialog.tsx')).MuteDialog)

/** Leaves a finding alone, or asks for it again. */
export function MuteButton({ finding }: { finding: WholeFinding }) {
  const canMute = useCan('security.site.manage')
  const [isAsking, setAsking] = useState(false)
  const unmute = useUnmute(finding)
  if (!canMute || finding.state === 'closed') return null
  if (finding.muted !== null)
    return (
      <Button
        size="sm"
        variant="ghost"
        className="-mr-2.5"
        pending={unmute.isPending}
        onClick={() => unmute.mutate()}
      >
        Unmute
      </Button>
    )
  return (
    <>
      <Button size="sm" variant="ghost" className="-mr-2.5" onClick={() => setAsking(true)}>
        Mute
      </Button>
      <Suspense>{isAsking && <MuteDialog finding={finding} onClose={() => setAsking(false)} />}</Suspense>
    </>
  )
}

function useUnmute({ id }: WholeFinding) {
  const { client, trpc, queryClient } = useHub()
  return useMutation({
    mutationFn: () => client.modules.security.findings.unmute.mutate({ id, idempotencyKey: newKey() }),
    onSuccess: async () => {
      showToast('It asks to be mended again.')
      await queryClient.invalidateQueries(trpc.modules.security.pathFilter())
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}

export const MutedNote = ({ muted: { reason, until } }: { muted: NonNullable<WholeFinding['muted']> }) => (
  <Note
    tone="plain"
    icon={<BellOff aria-hidden="true" />}
    title={until === null ? 'Muted.' : `Muted until ${shortDay(until)}.`}
  >
    <span className="wrap-anywhere">{reason}</span>
  </Note>
)
