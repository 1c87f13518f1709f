import type { ComponentPropsWithRef } from 'react'

import { useFieldControl } from './field.tsx'
import { controlClass } from './input.tsx'

/** Several lines of text; the person may pull it taller. */
export function Textarea({ className, rows = 3, ...rest }: ComponentPropsWithRef<'textarea'>) {
  const field = useFieldControl()
  const size = `h-auto! min-h-[76px] resize-y py-2 ${className ?? ''}`
  return <textarea {...field} {...rest} rows={rows} className={controlClass({ className: size })} />
}
