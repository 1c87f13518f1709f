import type { Credential } from '@hub/api/schemas/organizations/credentials'
import { Button } from '@hub/ui/button'
import { Card, CardList, CardRow } from '@hub/ui/card'
import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { CopyButton } from '@hub/ui/copy-button'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useHub, useMe } from '../../../../account.ts'
import { FormDialog } from '../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../failure.ts'
import { showRefusal, useSchemaForm } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'

type Open = { act: 'set' | 'remove'; credential: Credential }

/** Secrets that modules need and the person manages; what is kept never comes back here. */
export function CredentialsCard() {
  const { trpc, queryClient } = useHub()
  const { credentials } = trpc.organizations
  const { data } = useQuery(credentials.list.queryOptions({}))
  const [open, setOpen] = useState<Open | null>(null)
  if (!data || data.credentials.length === 0) return null
  const close = () => {
    setOpen(null)
    void queryClient.invalidateQueries(credentials.list.pathFilter())
  }
  return (
    <Card title="Credentials" flush>
      <CardList label="Credentials">
        {data.credentials.map((credential) => (
          <CredentialRow key={credential.name} credential={credential} onOpen={setOpen} />
        ))}
      </CardList>
      {open?.act === 'set' && <SetDialog credential={open.credential} onClose={close} />}
      {open?.act === 'remove' && <RemoveDialog credential={open.credential} onClose={close} />}
    </Card>
  )
}

const nameOf = ({ moduleTitle, title }: Credential) => `${moduleTitle}: ${title}`

interface CredentialRowProps {
  credential: Credential
  onOpen: (open: Open) => void
}

function CredentialRow({ credential, onOpen }: CredentialRowProps) {
  const { kept, webhooks } = credential
  const name = nameOf(credential)
  return (
    <CardRow className="flex-wrap">
      <KeyRound aria-hidden="true" className="text-text-3" />
      <div className="min-w-40 flex-1">
        <p className="font-medium wrap-anywhere">{name}</p>
        <KeptWords kept={kept} />
        {webhooks.map(({ title, url }) => (
          <p key={url} className="flex items-center gap-1.5 text-12 text-text-2">
            <span className="min-w-0 wrap-anywhere">
              {title}: <code>{url}</code>
            </span>
            <CopyButton text={url} label={`Copy the address for ${title}`} />
          </p>
        ))}
      </div>
      <div className="ml-auto flex gap-1.5">
        <Button
          size="sm"
          variant={kept ? 'ghost' : 'secondary'}
          aria-label={`${kept ? 'Replace' : 'Set'} ${name}`}
          onClick={() => onOpen({ act: 'set', credential })}
        >
          {kept ? 'Replace' : 'Set'}
        </Button>
        {kept && (
          <Button
            size="sm"
            variant="danger-quiet"
            aria-label={`Remove ${name}`}
            onClick={() => onOpen({ act: 'remove', credential })}
          >
            Remove
          </Button>
        )}
      </div>
    </CardRow>
  )
}

function KeptWords({ kept }: Pick<Credential, 'kept'>) {
  const timeZone = useMe().user.timeZone ?? undefined
  return (
    <p className="text-12 text-text-3">
      {kept ? (
        <>
          Set on <Time value={kept.setAt} format="day" timeZone={timeZone} /> by {kept.setByName}
          {kept.endsWith !== '' && `, ends with ${kept.endsWith}`}
        </>
      ) : (
        'Not set yet'
      )}
    </p>
  )
}

interface DialogProps {
  credential: Credential
  onClose: () => void
}

const loadSecret = async () =>
  (await import('@hub/api/schemas/organizations/credentials')).SetCredential.pick({ secret: true })

/** What is typed here is kept in no draft. */
function SetDialog({ credential, onClose }: DialogProps) {
  const { name, about } = credential
  const set = useMutation(useHub().trpc.organizations.credentials.set.mutationOptions())
  const form = useSchemaForm(loadSecret, { secret: '' })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async ({ secret }) => {
    try {
      await set.mutateAsync({ name, secret, idempotencyKey: newKey() })
      showToast('It is kept, and shown to nobody from now on.')
      onClose()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormDialog
      title={nameOf(credential)}
      description={about}
      submitLabel="Save"
      pendingLabel="Saving"
      pending={isSubmitting}
      refusal={errors.root?.message}
      onSubmit={(event) => void submit(event)}
      onClose={onClose}
    >
      <Field label="Secret" error={errors.secret?.message}>
        <Input {...form.register('secret')} type="password" autoComplete="off" autoFocus />
      </Field>
    </FormDialog>
  )
}

function RemoveDialog({ credential, onClose }: DialogProps) {
  const { name, moduleTitle } = credential
  const remove = useMutation(
    useHub().trpc.organizations.credentials.remove.mutationOptions({
      onSuccess: () => showToast('It is removed.'),
      onError: (error) => showErrorToast(toFailure(error).message),
      onSettled: onClose,
    }),
  )
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Remove “${nameOf(credential)}”?`}
      consequence={`What ${moduleTitle} does with it stops at once. The hub keeps no copy.`}
      confirmLabel="Remove"
      pending={remove.isPending}
      onConfirm={() => remove.mutate({ name, idempotencyKey: newKey() })}
    />
  )
}
