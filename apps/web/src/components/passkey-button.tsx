import type { RequestOptions } from '@hub/api/schemas/auth/passkeys'
import { Button } from '@hub/ui/button'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { answerWithPasskey, arePasskeysPossible } from '../passkeys.ts'
import type { PasskeyAnswer } from '../passkeys.ts'

export interface PasskeyButtonProps {
  label: string
  size?: 'lg' | undefined
  /** Gets the challenge from the hub. */
  begin: () => Promise<RequestOptions>
  /** Hands the answer to the hub. */
  onAnswer: (answer: PasskeyAnswer) => Promise<void>
  onError: (error: unknown) => void
}

/** Has the browser ask for a passkey; not there where the browser or the address of the hub has none. */
export function PasskeyButton({ label, size, begin, onAnswer, onError }: PasskeyButtonProps) {
  const [isPending, setPending] = useState(false)
  if (!arePasskeysPossible()) return null
  const press = async () => {
    setPending(true)
    try {
      await onAnswer(await answerWithPasskey(await begin()))
    } catch (error) {
      onError(error)
    } finally {
      setPending(false)
    }
  }
  return (
    <Button
      size={size}
      block
      pending={isPending}
      pendingLabel="Waiting for the passkey"
      onClick={() => void press()}
    >
      <KeyRound aria-hidden="true" />
      {label}
    </Button>
  )
}
