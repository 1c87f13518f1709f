import { CopyButton } from './copy-button.tsx'

export interface CodeBlockProps {
  /** File name or place: ".cursor/mcp.json", "Terminal". Without it Copy stands beside the only line. */
  name?: string | undefined
  code: string
}

/** Code to read and copy; scrolls sideways and can be focused to do so. */
export function CodeBlock({ name, code }: CodeBlockProps) {
  const label = name === undefined ? 'Code' : `Code, ${name}`
  const text = (
    <pre
      tabIndex={0}
      role="region"
      aria-label={label}
      className="min-w-0 flex-1 overflow-x-auto px-3.5 py-3 font-[inherit] focus-visible:-outline-offset-2"
    >
      <code>{code}</code>
    </pre>
  )
  return (
    <div className="overflow-hidden rounded-md border border-line bg-sunken font-mono text-13/5 tracking-normal">
      {name === undefined ? (
        <div className="flex items-center pr-1.5 [&_pre]:py-2">
          {text}
          <CopyButton withWord text={code} label="Copy code" className="font-sans" />
        </div>
      ) : (
        <>
          <div className="flex h-[34px] items-center justify-between border-b border-line pr-1.5 pl-3.5 font-sans text-12 font-medium text-text-3 pointer-coarse:h-11">
            {name}
            <CopyButton withWord text={code} label={`Copy ${name}`} />
          </div>
          <div className="flex">{text}</div>
        </>
      )}
    </div>
  )
}
