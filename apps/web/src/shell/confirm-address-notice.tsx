import { Bar } from '@hub/ui/bar'
import { Button } from '@hub/ui/button'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useMe } from '../account.ts'
import { toFailure } from '../failure.ts'
import { useTRPC } from '../trpc.ts'

/** Across the top until the person has confirmed their address: until then they cannot spend or invite. */
export function ConfirmAddressNotice() {
  const { user } = useMe()
  const trpc = useTRPC()
  const resend = useMutation(
    trpc.auth.resendVerification.mutationOptions({
      onSuccess: () => showToast(`A new link is on its way to ${user.email}.`),
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  if (user.isEmailVerified) return null
  return (
    <Bar>
      <span>Confirm {user.email} to spend credits and invite people. The link is in your mailbox.</span>
      <Button size="sm" pending={resend.isPending} onClick={() => resend.mutate({ email: user.email })}>
        Send it again
      </Button>
    </Bar>
  )
}
