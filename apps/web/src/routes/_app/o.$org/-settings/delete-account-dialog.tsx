import { ConfirmDialog } from '@hub/ui/confirm-dialog'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useMe } from '../../../../account.ts'
import { forgetDrafts } from '../../../../draft-storage.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

export interface DeleteAccountDialogProps {
  /** Organizations that end with the account. */
  ending: readonly string[]
  onClose: () => void
}

/** Asks once more, for the own address, and leads out. */
export function DeleteAccountDialog({ ending, onClose }: DeleteAccountDialogProps) {
  const { email } = useMe().user
  const remove = useMutation(
    useTRPC().auth.deleteAccount.mutationOptions({
      onSuccess: () => {
        forgetDrafts()
        location.assign('/sign-in?news=leaving')
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
      title="Delete your account?"
      consequence={`You are signed out now. In 14 days everything about you is erased${ending.length > 0 ? `, and with it all that is in ${ending.join(', ')}` : ''}. Sign in before that to keep it.`}
      confirmLabel="Delete my account"
      keepLabel="Keep my account"
      typeToConfirm={email}
      pending={remove.isPending}
      pendingLabel="Deleting"
      onConfirm={() => remove.mutate({ email, idempotencyKey: newKey() })}
    />
  )
}
