import { chromium } from '@playwright/test'
import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
const origin='http://localhost:3471', out='/tmp/w-hub/shots'
const { slug, tasks, k1 } = JSON.parse(readFileSync('/tmp/w-hub/keys.json','utf8'))
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-gpu','--font-render-hinting=none']})
const ctx=await b.newContext({viewport:{width:1440,height:900},storageState:'/tmp/w-hub/maeve.json',extraHTTPHeaders:{},locale:'en-GB',timezoneId:'Europe/Dublin',reducedMotion:'reduce'})
const h={'x-hub-org':slug,'x-hub-csrf':'1',origin}
const q=async(p,i={})=>(await (await ctx.request.get(`${origin}/trpc/${p}?input=${encodeURIComponent(JSON.stringify(i))}`,{headers:h})).json()).result?.data
const m=async(p,i={})=>{const r=await ctx.request.post(`${origin}/trpc/${p}`,{headers:h,data:i});const j=await r.json(); if(!r.ok()) console.log(p,JSON.stringify(j).slice(0,200)); return j.result?.data}
const focus=p=>p.evaluate(()=>{const e=document.activeElement;return (e?.getAttribute('aria-label')||e?.innerText||e?.tagName||'').slice(0,40).replace(/\n/g,' ')})
const page=await ctx.newPage(); const errs=[]; page.on('console',x=>x.type()==='error'&&errs.push(x.text().slice(0,200))); page.on('pageerror',e=>errs.push(String(e)))
const o=origin+'/o/'+slug
const ok=(n,c)=>console.log(c?'ok  ':'FAIL',n)
// tab order, skip link, palette
await page.goto(o+'/tasks'); await page.getByRole('heading',{name:'Tasks'}).waitFor(); await page.waitForTimeout(600)
await page.keyboard.press('Tab'); ok('first Tab is the skip link: '+await focus(page),(await focus(page))==='Skip to content')
await page.keyboard.press('Enter'); ok('skip moves to main', await page.evaluate(()=>document.activeElement?.id==='content'))
const seen=[]; for(let i=0;i<9;i++){await page.keyboard.press('Tab');seen.push(await focus(page))} console.log('    tab order in main:',seen.join(' | '))
await page.keyboard.press('Control+k'); const pal=page.getByRole('dialog'); await pal.waitFor(); await page.keyboard.type('credi'); await page.waitForTimeout(500); console.log('    palette:',(await pal.getByRole('option').allInnerTexts()).slice(0,4).join(' | ').replace(/\n/g,' ')); await page.screenshot({path:out+'/palette-1440-light.png'})
const before=seen.at(-1); await page.keyboard.press('Escape'); await page.waitForTimeout(300); ok(`Esc on the palette returns focus to "${before}": "${await focus(page)}"`,(await focus(page))===before)
// dialog focus return
const nt=page.getByRole('button',{name:/New task/}).first(); await nt.focus(); await page.keyboard.press('Enter'); await page.getByRole('dialog').waitFor(); await page.waitForTimeout(300); await page.keyboard.press('Escape'); await page.waitForTimeout(400); ok('Esc on New task returns focus: '+await focus(page),/New task/.test(await focus(page)))
const card=page.getByRole('button',{name:/Renew the food/}).first(); await card.focus(); await page.keyboard.press('Enter'); await page.getByRole('dialog').or(page.getByRole('complementary')).first().waitFor(); await page.waitForTimeout(400); await page.keyboard.press('Escape'); await page.waitForTimeout(400); ok('Esc on the drawer returns focus: '+await focus(page),/Renew/.test(await focus(page)))
const chip=page.getByRole('button',{name:'Due'}).first(); await chip.focus(); await page.keyboard.press('Enter'); await page.getByRole('menu').waitFor(); await page.keyboard.press('Escape'); await page.waitForTimeout(300); ok('Esc on a filter menu returns focus: '+await focus(page),/Due/.test(await focus(page)))
// new key with unasked
await page.goto(o+'/connect'); await page.getByRole('button',{name:'New key'}).first().click(); const d=page.getByRole('dialog'); await d.getByLabel('Name').fill('Night clerk'); await d.getByRole('radio',{name:/Make some changes/}).check(); await d.getByRole('button',{name:'Create key'}).click(); ok('nothing ticked is refused',await d.getByText('Tick a change, or let it ask you.').isVisible()); await page.screenshot({path:out+'/unasked-1440-light.png'})
console.log('    offered:',(await d.getByRole('group',{name:/without asking/}).innerText()).replace(/\n/g,' | '))
const ax=await new AxeBuilder({page}).withTags(['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']).exclude('[data-base-ui-focus-guard]').analyze(); ok('axe on the dialog: '+ax.violations.map(v=>v.id),ax.violations.length===0)
await d.getByRole('checkbox',{name:'Create a task'}).check(); await d.getByRole('button',{name:'Create key'}).click(); await page.getByText('Copy your key now').waitFor(); await page.getByRole('button',{name:'I have copied it'}).click(); const row=page.getByRole('row',{name:/Night clerk/}); await row.waitFor(); console.log('    row:',(await row.innerText()).replace(/\n/g,' | ')); await row.scrollIntoViewIfNeeded(); await page.screenshot({path:out+'/keys-1440-light.png'})
await d.waitFor({state:'detached'}).catch(()=>{})
// custom scopes words
await page.getByRole('button',{name:'New key'}).first().click(); await page.getByRole('radio',{name:/Choose each/}).check(); await page.waitForTimeout(400); await page.screenshot({path:out+'/scopes-1440-light.png'}); await page.keyboard.press('Escape'); await page.waitForTimeout(300); ok('Esc on New key returns focus: '+await focus(page),/New key/.test(await focus(page)))
// failed approval: the task is gone when somebody says yes
const t=await m('modules.ops.tasks.create',{title:'Return the borrowed scale'})
let n=0; const mcp=async(name,args)=>{const r=await fetch(origin+'/mcp',{method:'POST',headers:{authorization:'Bearer '+k1,'content-type':'application/json',accept:'application/json, text/event-stream','mcp-protocol-version':'2025-06-18'},body:JSON.stringify({jsonrpc:'2.0',id:++n,method:'tools/call',params:{name,arguments:args}})}); return r.text()}
await mcp('ops_tasks_complete',{id:t.id}); await m('modules.ops.tasks.remove',{id:t.id})
const pend=(await q('approvals.list',{status:'pending'})).items; const bad=pend.find(a=>a.procedure.endsWith('complete'))
await page.goto(o+'/approvals/'+bad.id); await page.getByRole('button',{name:'Complete',exact:true}).click(); await page.waitForTimeout(1200); await page.screenshot({path:out+'/appfailed-1440-light.png'}); console.log('    failed says:',(await page.getByRole('main').innerText()).replace(/\n+/g,' | ').slice(0,300))
// expired and running, by changing what the hub answers on its way to the browser
for(const s of ['expired','running']){ const p2=await ctx.newPage(); await p2.route('**/trpc/**',async r=>{const res=await r.fetch(); const text=(await res.text()).replaceAll('"status":"pending"',`"status":"${s}"`); await r.fulfill({response:res,body:text})}); const one=pend.find(a=>a.id!==bad.id); await p2.goto(o+'/approvals/'+one.id); await p2.getByRole('heading').first().waitFor(); await p2.waitForTimeout(900); await p2.screenshot({path:`${out}/app${s}-1440-light.png`}); console.log('   ',s,(await p2.getByRole('main').innerText()).replace(/\n+/g,' | ').slice(0,260)); const a=await new AxeBuilder({page:p2}).withTags(['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']).analyze(); ok('axe '+s,a.violations.length===0); await p2.close() }
// assistant: choice buttons live
await page.goto(o+'/assistant'); await page.getByRole('textbox').fill('assign the task Count the green coffee to Sam'); await page.keyboard.press('Enter'); await page.getByRole('button',{name:'Sam Okafor'}).click(); await page.getByText(/Assign a task\?/).waitFor({timeout:8000}).catch(()=>console.log('FAIL no approval after choice')); await page.waitForTimeout(600); await page.screenshot({path:out+'/choice-1440-light.png'}); console.log('    title:',await page.title())
const grp=page.getByRole('group',{name:/\?$/}).last(); await grp.focus(); await page.keyboard.press('e'); await page.waitForTimeout(900); await page.screenshot({path:out+'/edit-1440-light.png'}); await page.keyboard.press('Escape'); await page.waitForTimeout(300); console.log('    after Esc on edit focus:',await focus(page))
await grp.focus(); await page.keyboard.press('y'); await page.getByText(/said yes/).last().waitFor({timeout:8000}).catch(()=>console.log('FAIL Y')); ok('Y approves',true)
// menu in the top bar: rename
await page.getByRole('button',{name:'More about this conversation'}).click(); await page.getByRole('menuitem',{name:'Rename'}).click(); await page.getByLabel('Name').fill('Green coffee goes to Sam'); await page.getByRole('button',{name:'Save name'}).click(); await page.getByRole('navigation',{name:'Breadcrumb'}).getByText('Green coffee goes to Sam').waitFor(); await page.waitForTimeout(300); ok('renamed in the top bar and the tab: '+await page.title(),/Green coffee/.test(await page.title())); console.log('    focus after rename:',await focus(page))
console.log(errs.length?'console: '+errs.join('\n'):'no console errors'); await b.close()
