import { showErrorToast } from '@hub/ui/toast'
import { useMe } from '../account.ts'
import { signOut } from '../auth.ts'
import { toFailure } from '../failure.ts'
import { countWaiting, emptyOutboxes } from '../outbox.ts'
import { giveUpUnsaved, hasUnsaved } from '../unsaved.ts'

/**
 * Signs out and loads the sign-in page afresh, so that nothing that was read stays in memory. What still
 * waits to be sent would be lost, so the person is asked first.
 */
export function useSignOut(): () => void {
  const { id } = useMe().user
  return () => {
    const count = countWaiting(id)
    if (count === 0 && !hasUnsaved()) return leave(id)
    const lost =
      count === 0
        ? 'What you changed on this page is not saved'
        : `${count === 1 ? 'One change is' : `${count} changes are`} not sent yet`
    showErrorToast(`${lost} and would be lost.`, {
      action: { label: 'Sign out all the same', onClick: () => leave(id) },
    })
  }
}

/** Being signed out does not depend on it. */
const forgetPush = (): Promise<void> =>
  import('../push.ts').then((push) => push.forgetPush()).catch(() => undefined)

function leave(userId: string): void {
  signOut()
    .then(forgetPush)
    .then(
      () => {
        emptyOutboxes(userId)
        giveUpUnsaved()
        location.assign('/sign-in')
      },
      (error: unknown) => showErrorToast(`You are still signed in. ${toFailure(error).message}`),
    )
}
