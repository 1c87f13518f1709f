import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Ledger } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { Time } from '@hub/ui/time'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useOwnTimeZone } from '../../../../components/day-words.ts'
import { numberWords } from '../../../../components/job-words.ts'
import { WrappingLine } from '../../../../components/wrapping-line.tsx'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { useTRPC } from '../../../../trpc.ts'

const LOOK_MS = 5_000

/** Who works, and how much there is to do. */
export function WorkState() {
  const timeZone = useOwnTimeZone()
  const { data } = useQuery(useTRPC().admin.jobs.state.queryOptions({}, { refetchInterval: LOOK_MS }))
  if (!data) return null
  const { workers, waiting, running, dead, oldestWaitingAt } = data
  return (
    <div className="mb-(--gap) flex flex-col gap-(--gap)">
      {workers.length === 0 && (
        <Note tone="warning" title="Nobody runs jobs now">
          What is asked for waits. Start a server without RUN_JOBS=false, or a worker.
        </Note>
      )}
      <Card title="Background work" {...(dead > 0 && { action: <RetryAll /> })}>
        <Ledger label="Background work">
          <WrappingLine name="Processes that run jobs">{numberWords(workers.length)}</WrappingLine>
          <WrappingLine name="Waiting">{numberWords(waiting)}</WrappingLine>
          {oldestWaitingAt !== null && (
            <WrappingLine name="The first of them waits since">
              <Time value={oldestWaitingAt} format="smart" timeZone={timeZone} />
            </WrappingLine>
          )}
          <WrappingLine name="Running">{numberWords(running)}</WrappingLine>
          <WrappingLine name="Given up">{numberWords(dead)}</WrappingLine>
        </Ledger>
      </Card>
    </div>
  )
}

/** What failed for one reason, such as a mail server that was away, goes well together once it is gone. */
function RetryAll() {
  const { admin } = useTRPC()
  const queryClient = useQueryClient()
  const again = useMutation(
    admin.jobs.retryAll.mutationOptions({
      onSuccess: ({ count }) =>
        showToast(
          count === 1
            ? '1 job waits to be tried again.'
            : `${numberWords(count)} jobs wait to be tried again.`,
        ),
      onError: (error) => showErrorToast(toFailure(error).message),
      onSettled: () => queryClient.invalidateQueries(admin.jobs.pathFilter()),
    }),
  )
  return (
    <Button
      size="sm"
      variant="secondary"
      pending={again.isPending}
      onClick={() => {
        if (!again.isPending) again.mutate({ idempotencyKey: newKey() })
      }}
    >
      Try all given-up ones again
    </Button>
  )
}
