import { IconButton } from '@hub/ui/icon-button'
import { ArrowLeft } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useFlowActs } from './flow-acts.ts'

interface PanelHeadProps {
  title: string
  line: string
  icon: ReactNode
  menu?: ReactNode
}

/** The name of what is open. Takes the eye and focus along where the panel stands under the list. */
export function PanelHead({ title, line, icon, menu }: PanelHeadProps) {
  const { select } = useFlowActs()
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const element = head.current
    if (element && matchMedia('(width < 60rem)').matches) element.focus()
  }, [])
  return (
    <div className="flex items-center gap-3 px-5 py-4">
      <IconButton
        label="Back to the steps"
        tooltip={false}
        className="desk:hidden"
        onClick={() => select(null)}
      >
        <ArrowLeft />
      </IconButton>
      <span className="grid size-8 flex-none place-items-center rounded-sm bg-accent-tint text-accent-text">
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        <h2 ref={head} tabIndex={-1} className="truncate text-15/5 font-semibold tracking-tight outline-none">
          {title}
        </h2>
        <p className="truncate text-12 text-text-2">{line}</p>
      </div>
      {menu}
    </div>
  )
}
