import { useEffect, useRef } from 'react'
import { answerWithPasskey, canFillIn, stopWaiting } from '../../passkeys.ts'
import type { PasskeyAnswer } from '../../passkeys.ts'
import { useTRPCClient } from '../../trpc.ts'

export interface PasskeyFillInProps {
  onAnswer: (answer: PasskeyAnswer) => Promise<void>
  onError: (error: unknown) => void
}

/** Offers passkeys where the browser fills in the address, as long as the page stands. It shows nothing itself. */
export function PasskeyFillIn(props: PasskeyFillInProps) {
  const { passkeys } = useTRPCClient().auth
  const given = useRef(props)
  given.current = props
  useEffect(() => {
    let isGone = false
    let isWaiting = false
    void (async () => {
      if (!(await canFillIn())) return
      await painted()
      if (isGone) return
      const options = await passkeys.beginSignIn.mutate({})
      if (isGone) return
      isWaiting = true
      const answer = await answerWithPasskey(options, { fillsIn: true })
      await given.current.onAnswer(answer).catch((error: unknown) => given.current.onError(error))
    })().catch(() => {
      // Nobody asked for it: the button and the password are there, and say what is wrong.
    })
    return () => {
      isGone = true
      if (isWaiting) void stopWaiting()
    }
  }, [passkeys])
  return null
}

/** The page comes first: what it shows does not share a slow line with what it might need. */
const painted = () =>
  new Promise<void>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return
      observer.disconnect()
      resolve()
    })
    observer.observe({ type: 'paint', buffered: true })
  })
