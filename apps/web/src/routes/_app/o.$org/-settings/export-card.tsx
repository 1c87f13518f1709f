import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

/** A copy of what the hub keeps about the person. */
export function ExportCard() {
  const make = useMutation(
    useTRPC().auth.exportData.mutationOptions({
      onSuccess: ({ url }) => {
        // The answer is a file, so the page stays.
        location.assign(url)
        showToast('Your download begins.')
      },
      onError: (error) => showErrorToast(toFailure(error).message),
    }),
  )
  return (
    <Card title="Your data">
      <div className="flex flex-col gap-4">
        <p className="text-13 text-text-2">
          What the hub keeps about you, as files in one zip: profile, tasks, comments, conversations and
          activity. Its README says what is left out, such as passwords, keys and what others made.
        </p>
        <Button
          className="self-start"
          pending={make.isPending}
          pendingLabel="Preparing"
          onClick={() => make.mutate({ idempotencyKey: newKey() })}
        >
          Download my data
        </Button>
      </div>
    </Card>
  )
}
