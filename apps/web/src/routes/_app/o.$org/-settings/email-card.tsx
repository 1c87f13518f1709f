import type { PendingEmail } from '@hub/api/schemas/auth/own-account'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Skeleton } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useMe } from '../../../../account.ts'
import { Loaded } from '../../../../components/loaded.tsx'
import { usePersonDraftName } from '../../../../components/draft.ts'
import { useKeptForm } from '../../../../components/form-draft.ts'
import { FormFrame } from '../../../../components/form-frame.tsx'
import { toFailure } from '../../../../failure.ts'
import { showRefusal } from '../../../../form.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

const loadChange = async () =>
  (await import('@hub/api/schemas/auth/own-account')).ChangeEmail.pick({ email: true })

/** The address of the account, and the new one that waits for its confirmations. */
export function EmailCard() {
  const { email, isEmailVerified } = useMe().user
  const query = useQuery(useTRPC().auth.emailChange.queryOptions({}))
  return (
    <Card title="E-mail address">
      <Loaded
        query={query}
        failed="Your address could not be loaded"
        skeleton={<Skeleton className="h-44 w-full" />}
      >
        {({ pending }) => (
          <div className="flex flex-col gap-4">
            <p className="font-medium wrap-anywhere">{email}</p>
            {pending ? (
              <Waiting pending={pending} present={email} onDone={() => void query.refetch()} />
            ) : isEmailVerified ? (
              <ChangeForm onAsked={() => void query.refetch()} />
            ) : (
              <p className="text-13 text-text-2">
                Confirm this address first: the link is in your mailbox. Then you can change it.
              </p>
            )}
          </div>
        )}
      </Loaded>
    </Card>
  )
}

interface WaitingProps {
  pending: PendingEmail
  present: string
  onDone: () => void
}

function Waiting({ pending, present, onDone }: WaitingProps) {
  const timeZone = useMe().user.timeZone ?? undefined
  const cancel = useMutation(
    useTRPC().auth.cancelEmailChange.mutationOptions({
      onSuccess: () => {
        showToast('Your address stays as it is.')
        onDone()
      },
      onError: (error) => {
        showErrorToast(toFailure(error).message)
        onDone()
      },
    }),
  )
  const links = [
    { to: pending.email, isUsed: pending.isNewConfirmed },
    { to: present, isUsed: pending.isOldConfirmed },
  ]
  return (
    <>
      <p>
        It will become <b className="font-semibold wrap-anywhere">{pending.email}</b>. Open the link in each
        of the two mailboxes before <Time value={pending.expiresAt} format="full" timeZone={timeZone} />.
      </p>
      <ul className="flex flex-col gap-2">
        {links.map(({ to, isUsed }) => (
          <li key={to} className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <span className="min-w-0 flex-1 text-13 wrap-anywhere text-text-2">{to}</span>
            <Status tone={isUsed ? 'success' : 'warning'}>{isUsed ? 'Confirmed' : 'Waiting'}</Status>
          </li>
        ))}
      </ul>
      <Button
        className="self-start"
        pending={cancel.isPending}
        onClick={() => cancel.mutate({ idempotencyKey: newKey() })}
      >
        Cancel the change
      </Button>
    </>
  )
}

function ChangeForm({ onAsked }: { onAsked: () => void }) {
  const change = useMutation(useTRPC().auth.changeEmail.mutationOptions())
  const name = usePersonDraftName('email')
  const { form, onDiscard, forget } = useKeptForm(loadChange, { name, empty: { email: '' } })
  const { errors } = form.formState
  const submit = form.handleSubmit(async ({ email }) => {
    try {
      await change.mutateAsync({ email, idempotencyKey: newKey() })
      forget()
      showToast('Check both mailboxes: each has a link.')
      onAsked()
    } catch (error) {
      showRefusal(form, error)
    }
  })
  return (
    <FormFrame
      state={form.formState}
      onDiscard={onDiscard}
      onSubmit={submit}
      submitLabel="Change address"
      pendingLabel="Sending"
      submit="plain"
    >
      <Field
        label="New address"
        hint="We send a link to it and one to your present address. Both are needed."
        error={errors.email?.message}
      >
        <Input {...form.register('email')} type="email" autoComplete="email" />
      </Field>
    </FormFrame>
  )
}
