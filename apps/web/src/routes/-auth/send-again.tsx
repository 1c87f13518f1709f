import { Button } from '@hub/ui/button'
import { Note } from '@hub/ui/note'
import { useMutation } from '@tanstack/react-query'
import { toFailure } from '../../failure.ts'
import { useTRPC } from '../../trpc.ts'

/** The same mail once more. */
export function SendAgain({ email, isReset }: { email: string; isReset: boolean }) {
  const { auth } = useTRPC()
  const verification = useMutation(auth.resendVerification.mutationOptions())
  const reset = useMutation(auth.forgotPassword.mutationOptions())
  const sending = isReset ? reset : verification
  return (
    <>
      {sending.isSuccess && (
        <Note tone="success" live>
          Sent again. The newest link is the one that works.
        </Note>
      )}
      {sending.isError && (
        <Note tone="danger" live>
          {toFailure(sending.error).message}
        </Note>
      )}
      <Button
        block
        size="lg"
        variant="ghost"
        pending={sending.isPending}
        onClick={() => sending.mutate({ email })}
      >
        Send it again
      </Button>
    </>
  )
}
