import { LineDecoder } from "#codec/line_decoder.ts";
import { benchSubjects } from "#tests/bench/decode_subjects.ts";
import { race, sink } from "#tests/bench/race.ts";
import { Items } from "#codec/dlms/axdr.ts";
import { openNotification } from "#codec/dlms/apdu.ts";
import { layoutOf, readList } from "#codec/meters/parts/choose.ts";
import { Draft } from "#codec/reading/draft.ts";
import { Clocks } from "#codec/dlms/clock.ts";
import { CurrentScale } from "#codec/meters/parts/current_scale.ts";
import { finish } from "#codec/reading/finish.ts";
import { Framer } from "#codec/framing/framer.ts";
for (const s of benchSubjects(Deno.args[0]).filter(s=>s.security===null)) {
  const places = s.frames.map((_,i)=>i);
  const dec = new LineDecoder(s.options);
  for (const f of s.frames) dec.push(f,0);
  const starts = s.frames.map(f=>{ for(let i=0;i<f.length;i++) if(f[i]===0x0f && f[i-1]===0 ) return i; return -1});
  const framer = new Framer(); let n=0; const sinkF={frame:()=>{n++},rubbish:()=>{}};
  const items=new Items(); const target={draft:new Draft(),clocks:new Clocks(s.options.zone),currentScale:new CurrentScale(),isNamed:false};
  const open=(i:number)=>{const o=openNotification(s.frames[i]!,starts[i]!,s.frames[i]!.length-3); if(!o.ok) throw new Error("no"); return o.value.listAt};
  const parse=(i:number)=>{ const f=items.read(s.frames[i]! as Uint8Array<ArrayBuffer>,open(i),s.frames[i]!.length-3); if(f) throw f; return items.count};
  const r = race(places,{
    all:(i)=>dec.push(s.frames[i]!,0).length,
    frame:(i)=>{framer.push(s.frames[i]!,sinkF);return n},
    parse,
    parseChoose:(i)=>{parse(i);return layoutOf(items)!.id.length},
    parseRead:(i)=>{parse(i);target.draft.clear();readList(items,target,-1);return target.draft.count},
    parseReadFinish:(i)=>{parse(i);target.draft.clear();readList(items,target,-1);return finish(target,s.options,"list").ok?1:0},
  });
  console.log(s.name, Object.entries(r).map(([k,v])=>`${k} ${v.toFixed(0)}`).join("  "));
}
