import { Field } from '@hub/ui/field'
import { PasswordInput } from '@hub/ui/password-input'
import { Check, Circle } from 'lucide-react'
import type { UseFormRegisterReturn } from 'react-hook-form'

export type PasswordPolicy = 'default' | 'passphrase'

interface Rule {
  words: string
  isMet: (password: string) => boolean
}

/* The hub decides; these only say beforehand what it will say. Its list of common passwords is too long to send. */
const rules: Record<PasswordPolicy, readonly Rule[]> = {
  default: [
    { words: '8 characters', isMet: (password) => password.length >= 8 },
    { words: 'a digit', isMet: (password) => /\p{N}/u.test(password) },
    { words: 'a sign such as ! or ?', isMet: (password) => /[^\p{L}\p{N}\s]/u.test(password) },
  ],
  passphrase: [{ words: '15 characters', isMet: (password) => password.length >= 15 }],
}

export interface NewPasswordFieldProps {
  label?: string | undefined
  policy: PasswordPolicy
  /** What is typed now, so that each rule shows when it is met. */
  value: string
  error?: string | undefined
  input: UseFormRegisterReturn
  size?: 'md' | 'lg' | undefined
}

/** A password being chosen, with what it still needs. */
export function NewPasswordField({
  label = 'Password',
  policy,
  value,
  error,
  input,
  size,
}: NewPasswordFieldProps) {
  return (
    <div>
      <Field label={label} error={error}>
        <PasswordInput {...input} size={size} autoComplete="new-password" />
      </Field>
      <ul aria-label="The password needs" className="mt-2 flex flex-wrap gap-x-3.5 gap-y-1">
        {rules[policy].map(({ words, isMet }) => (
          <NeedItem key={words} words={words} isMet={isMet(value)} />
        ))}
      </ul>
    </div>
  )
}

function NeedItem({ words, isMet }: { words: string; isMet: boolean }) {
  const Icon = isMet ? Check : Circle
  return (
    <li className={`flex items-center gap-1.5 text-12 ${isMet ? 'text-success-text' : 'text-text-3'}`}>
      <Icon aria-hidden="true" className="size-3!" />
      {words}
      {isMet && <span className="sr-only">: done</span>}
    </li>
  )
}
