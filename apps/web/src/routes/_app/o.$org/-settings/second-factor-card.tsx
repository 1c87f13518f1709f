import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { Note } from '@hub/ui/note'
import { Skeleton } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import type { SecondFactor } from '@hub/api/schemas/auth'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../lazy-part.ts'
import { useMe } from '../../../../account.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useSignOutOthers } from '../../../../other-devices.ts'
import { useTRPC } from '../../../../trpc.ts'
import { BackupCodesDialog } from './backup-codes-dialog.tsx'

// Set up once in a lifetime, so its QR code is fetched when it is asked for.
const TotpDialog = lazyPart(async () => (await import('./totp-dialog.tsx')).TotpDialog)

/** What protects the account besides its password. */
export function SecondFactorCard() {
  const query = useQuery(useTRPC().auth.secondFactor.get.queryOptions({}))
  const [dialog, setDialog] = useState<'add' | 'remove' | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const close = () => {
    setDialog(null)
    void query.refetch()
  }
  return (
    <Card title="Second factor">
      <Loaded
        query={query}
        failed="Your second factor could not be loaded"
        skeleton={<Skeleton className="h-20 w-full" />}
      >
        {(factors) => (
          <Factors
            factors={factors}
            onAdd={() => setDialog('add')}
            onRemove={() => setDialog('remove')}
            onCodes={setCodes}
          />
        )}
      </Loaded>
      {dialog === 'add' && (
        <Suspense>
          <TotpDialog
            onClose={close}
            onDone={(made) => {
              close()
              if (made.length > 0) setCodes(made)
            }}
          />
        </Suspense>
      )}
      {dialog === 'remove' && <RemoveDialog hasPasskeys={(query.data?.passkeys ?? 0) > 0} onClose={close} />}
      {codes && (
        <BackupCodesDialog
          codes={codes}
          onClose={() => {
            setCodes(null)
            void query.refetch()
          }}
        />
      )}
    </Card>
  )
}

interface FactorsProps {
  factors: SecondFactor
  onAdd: () => void
  onRemove: () => void
  onCodes: (codes: readonly string[]) => void
}

function Factors({ factors, onAdd, onRemove, onCodes }: FactorsProps) {
  const { totpSince, passkeys, backupCodesLeft, requiredBy } = factors
  const timeZone = useMe().user.timeZone ?? undefined
  const isOn = totpSince !== null
  const isProtected = isOn || passkeys > 0
  return (
    <div className="flex flex-col gap-4">
      {requiredBy.length > 0 && !isProtected && (
        <Note tone="warning">
          {requiredBy.join(' and ')} asks for a second factor. Until you set one up, you cannot work there.
        </Note>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1">
          <p className="font-medium">Authenticator app {isOn && <Status tone="success">On</Status>}</p>
          <p className="text-13 text-text-2">
            {totpSince === null ? (
              'A code from your phone in addition to the password: a stolen password alone opens nothing.'
            ) : (
              <>
                Since <Time value={totpSince} format="day" timeZone={timeZone} />
              </>
            )}
          </p>
        </div>
        {isOn ? (
          <Button variant="danger-quiet" onClick={onRemove}>
            Remove
          </Button>
        ) : (
          <Button variant="primary" onClick={onAdd}>
            Set up
          </Button>
        )}
      </div>
      {isProtected && <BackupCodesRow left={backupCodesLeft} onCodes={onCodes} />}
    </div>
  )
}

function BackupCodesRow({ left, onCodes }: { left: number; onCodes: (codes: readonly string[]) => void }) {
  const make = useMutation(
    useTRPC().auth.secondFactor.newBackupCodes.mutationOptions({
      onSuccess: ({ codes }) => onCodes(codes),
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line pt-4">
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          Backup codes {left < 3 && <Status tone="warning">{left === 0 ? 'None left' : 'Few left'}</Status>}
        </p>
        <p className="text-13 text-text-2">
          {left} of 10 left, for when your phone or passkey is not at hand.
        </p>
      </div>
      <Button pending={make.isPending} onClick={() => make.mutate({ idempotencyKey: newKey() })}>
        Make new codes
      </Button>
    </div>
  )
}

function RemoveDialog({ hasPasskeys, onClose }: { hasPasskeys: boolean; onClose: () => void }) {
  const action = useSignOutOthers()
  const remove = useMutation(
    useTRPC().auth.secondFactor.removeTotp.mutationOptions({
      onSuccess: () => {
        showToast('The authenticator app is removed.', { action })
        onClose()
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
      title="Remove the authenticator app?"
      consequence={
        hasPasskeys
          ? 'Your passkeys and backup codes stay.'
          : 'Your password alone will open your account then. Backup codes end with it.'
      }
      confirmLabel="Remove"
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ idempotencyKey: newKey() })}
    />
  )
}
