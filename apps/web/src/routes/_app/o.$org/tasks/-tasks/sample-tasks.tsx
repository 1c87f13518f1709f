import { Button } from '@hub/ui/button'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { refreshLists } from '../../../../../lists/cache.ts'
import { taskKind } from './task-kind.ts'

const tag = 'Sample'
const samples = [
  { title: 'Call the supplier about the late delivery', priority: 'high', status: 'todo' },
  { title: 'Order labels for the winter season', priority: 'normal', status: 'todo' },
  { title: 'Check the new prices on the web shop', priority: 'normal', status: 'doing' },
  { title: 'Answer from the carton maker', priority: 'low', status: 'waiting' },
] as const

/** Puts a few believable tasks on an empty board, all with one tag; Undo takes them away again. */
export function SampleTasks() {
  const hub = useHub()
  const { create, remove } = hub.client.modules.ops.tasks
  const removal = useMutation({
    mutationFn: (ids: string[]) =>
      Promise.all(ids.map((id) => remove.mutate({ id, idempotencyKey: newKey() }))),
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => refreshLists(taskKind, hub),
  })
  const addition = useMutation({
    mutationFn: () =>
      Promise.all(samples.map((task) => create.mutate({ ...task, tag, idempotencyKey: newKey() }))),
    onSuccess: (tasks) =>
      showToast(`${tasks.length} sample tasks are on the board. Their tag is “${tag}”.`, {
        undo: () => removal.mutate(tasks.map(({ id }) => id)),
      }),
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: () => refreshLists(taskKind, hub),
  })
  return (
    <Button pending={addition.isPending} pendingLabel="Adding them" onClick={() => addition.mutate()}>
      Try sample data
    </Button>
  )
}
