import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'

import { IconButton } from './icon-button.tsx'
import { Input, type InputProps } from './input.tsx'

/** A password with a button that shows what was typed. Set `autoComplete` to current- or new-password. */
export function PasswordInput(props: Omit<InputProps, 'type' | 'end' | 'icon'>) {
  const [shown, setShown] = useState(false)
  return (
    <Input
      {...props}
      type={shown ? 'text' : 'password'}
      spellCheck={false}
      autoCapitalize="none"
      end={
        <IconButton
          size="sm"
          label={shown ? 'Hide password' : 'Show password'}
          aria-pressed={shown}
          className="aria-pressed:bg-transparent"
          onClick={() => setShown(!shown)}
        >
          {shown ? <EyeOff /> : <Eye />}
        </IconButton>
      }
    />
  )
}
