import { useRouter } from '@tanstack/react-router'
import { findMe } from '../../account.ts'
import { Failure } from '../../failure.ts'

const COOKIE_LOST =
  'Your browser did not keep the sign-in. Allow cookies for this address; if it starts with http://, open the hub at its https:// address.'

/** Goes into the hub after a sign-in. Throws a Failure where the browser did not keep it. */
export function useEnter(next: string | undefined): () => Promise<void> {
  const router = useRouter()
  return async () => {
    const { hubs } = router.options.context
    hubs.clear()
    if (!(await findMe(hubs))) throw new Failure({ code: 'UNAUTHORIZED', message: COOKIE_LOST })
    await router.navigate({ href: next ?? '/' })
  }
}
