import type { GoogleLinkState } from '@hub/api/schemas/auth/google'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useMe } from '../../../../account.ts'
import { toFailure } from '../../../../failure.ts'
import { addressToLink } from '../../../../google.ts'
import { newKey } from '../../../../idempotency.ts'
import { useSignOutOthers } from '../../../../other-devices.ts'
import { useTRPC } from '../../../../trpc.ts'

/** Whether a Google account opens this account; not there on a hub without Google. */
export function GoogleCard() {
  const { data } = useQuery(useTRPC().auth.google.get.queryOptions({}))
  if (!data || (!data.isOffered && !data.linked)) return null
  return (
    <Card title="Google">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        {data.linked ? <Linked linked={data.linked} canUnlink={data.canUnlink} /> : <NotLinked />}
      </div>
    </Card>
  )
}

/** The page that is left, so that Google leads back to it. */
const here = () => `${location.pathname}${location.search}`

function NotLinked() {
  const link = useMutation({
    mutationFn: () => addressToLink(here()),
    onSuccess: (address) => location.assign(address),
    onError: (error) => showErrorToast(toFailure(error).message),
  })
  return (
    <>
      <p className="min-w-0 flex-1 text-13 text-text-2">
        Link your Google account to sign in with it too. Your password stays.
      </p>
      <Button pending={link.isPending} pendingLabel="Opening Google" onClick={() => link.mutate()}>
        Link Google
      </Button>
    </>
  )
}

interface LinkedProps {
  linked: NonNullable<GoogleLinkState['linked']>
  canUnlink: boolean
}

function Linked({ linked, canUnlink }: LinkedProps) {
  const [isAsking, setAsking] = useState(false)
  const timeZone = useMe().user.timeZone ?? undefined
  return (
    <>
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{linked.email}</p>
        <p className="text-13 text-text-2">
          Linked since <Time value={linked.since} format="day" timeZone={timeZone} />.{' '}
          {!canUnlink &&
            'It is the only way into your account: set a password or add a passkey to unlink it.'}
        </p>
      </div>
      {canUnlink && (
        <Button variant="danger-quiet" onClick={() => setAsking(true)}>
          Unlink
        </Button>
      )}
      {isAsking && <UnlinkDialog onClose={() => setAsking(false)} />}
    </>
  )
}

function UnlinkDialog({ onClose }: { onClose: () => void }) {
  const action = useSignOutOthers()
  const { google } = useTRPC().auth
  const query = useQuery(google.get.queryOptions({}))
  const unlink = useMutation(
    google.unlink.mutationOptions({
      onSuccess: () => {
        showToast('Your Google account is unlinked.', { action })
        onClose()
        void query.refetch()
      },
      onError: (error) => {
        showErrorToast(toFailure(error).message)
        onClose()
      },
    }),
  )
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={(open) => !open && onClose()}
      title="Unlink your Google account?"
      consequence="It will not open this account any more. Nothing at Google changes."
      confirmLabel="Unlink"
      pending={unlink.isPending}
      onConfirm={() => unlink.mutate({ idempotencyKey: newKey() })}
    />
  )
}
