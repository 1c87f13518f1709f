import type { GoogleLinkState } from '@hub/api/schemas/auth/google'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { PasswordInput } from '@hub/ui/password-input'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { confirmIdentity } from '../auth.ts'
import { toFailure } from '../failure.ts'
import { newKey } from '../idempotency.ts'
import { settleStepUp } from '../step-up.ts'
import { useTRPC, useTRPCClient } from '../trpc.ts'
import { FormDialog } from './form-dialog.tsx'
import { GoogleProofDialog } from './google-proof-dialog.tsx'
import { PasskeyButton } from './passkey-button.tsx'

const isGoogleOnly = (state: GoogleLinkState | undefined) =>
  state !== undefined && state.linked !== null && !state.hasPassword

/** Asks who is there: with the second factor where there is one, else with the password, or at Google. */
export function StepUpDialog() {
  const { data, isError } = useQuery({ ...useTRPC().auth.secondFactor.get.queryOptions({}), gcTime: 0 })
  const google = useQuery({ ...useTRPC().auth.google.get.queryOptions({}), gcTime: 0 })
  if ((!data && !isError) || google.isPending) return null
  const hasPasskey = (data?.passkeys ?? 0) > 0
  const hasApp = data !== undefined && data.totpSince !== null
  if (isGoogleOnly(google.data) && !hasApp && !hasPasskey) return <GoogleProofDialog />
  return <ProofDialog hasApp={hasApp} hasPasskey={hasPasskey} />
}

interface ProofDialogProps {
  hasApp: boolean
  hasPasskey: boolean
}

const questions = {
  app: 'Enter a code of your authenticator app, or a backup code.',
  both: 'Use a passkey, or enter a code of your authenticator app or a backup code.',
  passkey: 'Use a passkey, or enter a backup code.',
  password: 'Enter your password once more.',
}

function questionOf({ hasApp, hasPasskey }: ProofDialogProps): string {
  if (hasPasskey) return hasApp ? questions.both : questions.passkey
  return hasApp ? questions.app : questions.password
}

/** One field, so it needs no form library: this dialog can open over any page and must come quickly. */
function ProofDialog(props: ProofDialogProps) {
  const { hasApp, hasPasskey } = props
  const asksCode = hasApp || hasPasskey
  const { passkeys } = useTRPCClient().auth
  const [proof, setProof] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isPending, setPending] = useState(false)
  const submit = async () => {
    const given = proof.trim()
    if (given === '') return setProblem('Fill this in.')
    setPending(true)
    try {
      await confirmIdentity(asksCode ? { code: given } : { password: proof })
      settleStepUp(true)
    } catch (error) {
      setProblem(toFailure(error).message)
      setPending(false)
    }
  }
  const field = {
    value: proof,
    autoFocus: true,
    onChange: (event: { target: { value: string } }) => setProof(event.target.value),
  }
  return (
    <FormDialog
      title="Is it you?"
      description={`This changes how people sign in or what they may do. ${questionOf(props)}`}
      submitLabel="Confirm"
      pendingLabel="Checking"
      pending={isPending}
      onSubmit={() => void submit()}
      onClose={() => settleStepUp(false)}
    >
      {hasPasskey && (
        <PasskeyButton
          label="Use a passkey"
          begin={() => passkeys.beginConfirm.mutate({ idempotencyKey: newKey() })}
          onAnswer={async (answer) => {
            await confirmIdentity(answer)
            settleStepUp(true)
          }}
          onError={(error) => setProblem(toFailure(error).message)}
        />
      )}
      <Field label={asksCode ? (hasApp ? 'Code' : 'Backup code') : 'Password'} error={problem}>
        {asksCode ? (
          <Input {...field} autoComplete="one-time-code" />
        ) : (
          <PasswordInput {...field} autoComplete="current-password" />
        )}
      </Field>
    </FormDialog>
  )
}
