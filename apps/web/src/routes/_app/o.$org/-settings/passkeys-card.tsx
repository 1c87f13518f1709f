import type { Passkey } from '@hub/api/schemas/auth/passkeys'
import { Button } from '@hub/ui/button'
import { Card, CardList, CardRow } from '@hub/ui/card'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { Suspense, useState } from 'react'
import { lazyPart } from '../../../../lazy-part.ts'
import { useMe } from '../../../../account.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useSignOutOthers } from '../../../../other-devices.ts'
import { arePasskeysPossible } from '../../../../passkeys.ts'
import { useTRPC } from '../../../../trpc.ts'
import { BackupCodesDialog } from './backup-codes-dialog.tsx'

const AddDialog = lazyPart(async () => (await import('./add-passkey-dialog.tsx')).AddPasskeyDialog)
const RenameDialog = lazyPart(async () => (await import('./rename-passkey-dialog.tsx')).RenamePasskeyDialog)

type Open = { act: 'add' } | { act: 'rename' | 'remove'; passkey: Passkey }

/** The person's passkeys: each opens the account by itself, without password or code. */
export function PasskeysCard() {
  const { auth } = useTRPC()
  const queryClient = useQueryClient()
  const query = useQuery(auth.passkeys.list.queryOptions({}))
  const [open, setOpen] = useState<Open | null>(null)
  const [codes, setCodes] = useState<readonly string[]>([])
  const close = () => {
    setOpen(null)
    void query.refetch()
    void queryClient.invalidateQueries(auth.secondFactor.pathFilter())
  }
  return (
    <Card
      title="Passkeys"
      flush
      action={
        arePasskeysPossible() && (
          <Button size="sm" onClick={() => setOpen({ act: 'add' })}>
            Add a passkey
          </Button>
        )
      }
    >
      <Loaded query={query} failed="Your passkeys could not be loaded" skeleton={<SkeletonRows rows={1} />}>
        {({ items }) => <Rows passkeys={items} onOpen={setOpen} />}
      </Loaded>
      <Suspense>
        {open?.act === 'add' && (
          <AddDialog
            onClose={close}
            onDone={(made) => {
              close()
              setCodes(made)
            }}
          />
        )}
        {open?.act === 'rename' && <RenameDialog passkey={open.passkey} onClose={close} />}
      </Suspense>
      {open?.act === 'remove' && <RemoveDialog passkey={open.passkey} onClose={close} />}
      {codes.length > 0 && <BackupCodesDialog codes={codes} onClose={() => setCodes([])} />}
    </Card>
  )
}

const explanation = () =>
  arePasskeysPossible()
    ? 'Sign in with your finger, face or PIN in place of the password. A passkey cannot be guessed, and no fake page can ask for it.'
    : 'Passkeys need a secure address with a name: open the hub at localhost or at its https:// name, not at a numeric address.'

function Rows({ passkeys, onOpen }: { passkeys: readonly Passkey[]; onOpen: (open: Open) => void }) {
  if (passkeys.length === 0)
    return <p className="px-(--card-pad) pb-(--card-pad) text-13 text-text-2">{explanation()}</p>
  return (
    <CardList label="Passkeys">
      {passkeys.map((passkey) => (
        <PasskeyRow key={passkey.id} passkey={passkey} onOpen={onOpen} />
      ))}
    </CardList>
  )
}

function PasskeyRow({ passkey, onOpen }: { passkey: Passkey; onOpen: (open: Open) => void }) {
  const { name, createdAt, lastUsedAt } = passkey
  const timeZone = useMe().user.timeZone ?? undefined
  return (
    <CardRow className="flex-wrap">
      <KeyRound aria-hidden="true" className="text-text-3" />
      <div className="min-w-40 flex-1">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="text-12 text-text-3">
          added <Time value={createdAt} format="day" timeZone={timeZone} />,{' '}
          {lastUsedAt === null ? (
            'not used yet'
          ) : (
            <>
              used <Time value={lastUsedAt} timeZone={timeZone} />
            </>
          )}
        </p>
      </div>
      <div className="ml-auto flex gap-1.5">
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Rename ${name}`}
          onClick={() => onOpen({ act: 'rename', passkey })}
        >
          Rename
        </Button>
        <Button
          size="sm"
          variant="danger-quiet"
          aria-label={`Remove ${name}`}
          onClick={() => onOpen({ act: 'remove', passkey })}
        >
          Remove
        </Button>
      </div>
    </CardRow>
  )
}

function RemoveDialog({ passkey: { id, name }, onClose }: { passkey: Passkey; onClose: () => void }) {
  const action = useSignOutOthers()
  const remove = useMutation(
    useTRPC().auth.passkeys.remove.mutationOptions({
      onSuccess: () => showToast('The passkey is removed.', { action }),
      onError: (error) => showErrorToast(toFailure(error).message),
      onSettled: onClose,
    }),
  )
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Remove the passkey "${name}"?`}
      consequence="It no longer opens your account. Delete it on its device too, so that it is not offered there."
      confirmLabel="Remove"
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ id, idempotencyKey: newKey() })}
    />
  )
}
