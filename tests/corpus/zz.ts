import { LineDecoder } from "#codec/line_decoder.ts";
import { crc16Arc, crc16X25 } from "#codec/encode/crc16.ts";
import { line, listOf } from "#tests/support/frames.ts";
import { meterOptions } from "#tests/support/meter_options.ts";
import { seeded } from "#tests/support/random.ts";
const random=seeded(99);
function damaged(frame: Uint8Array) {
  let bytes = [...frame];
  for (let count = 1 + Math.floor(random() * 4); count > 0; count--) {
    const at = Math.floor(random() * bytes.length);
    const kind = Math.floor(random() * 5);
    if (kind === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    else if (kind === 1) bytes[at] = Math.floor(random() * 256);
    else if (kind === 2) bytes.splice(at, 1 + Math.floor(random() * 8));
    else if (kind === 3) bytes.splice(at, 0, Math.floor(random() * 256));
    else bytes = bytes.slice(0, at);
  }
  return Uint8Array.from(bytes);
}
for (const [id,l] of [["p1",4],["p1-se",4],["aidon",2],["kamstrup",3],["kaifa",1]] as const) {
  const A=listOf(id,l,1),B=listOf(id,l,2),C=listOf(id,l,3); let n=0,accepted=0,coll=0,unproved=0,lost=0;
  const end=Date.now()+60000;
  while(Date.now()<end){ n++;
    const m=damaged(B); const s=line(A,m,C); const d=new LineDecoder(meterOptions());
    const out=[...d.push(s,0),...d.flush()].filter(x=>x.outcome.ok);
    const last=out.at(-1)!; if(last.endOffset!==s.length || last.startOffset<A.length+m.length-1) lost++;
    for(const o of out){ const f=s.slice(o.startOffset,o.endOffset); if([A,B,C].some(x=>x.toHex()===f.toHex()))continue;
      accepted++;
      let ok; if(f[0]===0x2f){const t=new TextDecoder("latin1").decode(f);const k=t.lastIndexOf("!");const sent=parseInt(t.slice(k+1),16);ok=sent===crc16Arc(f.subarray(0,k+1))}else{ok=crc16X25(f.subarray(1,-3))===(f.at(-3)!|f.at(-2)!<<8)}
      if(ok)coll++; else {unproved++; console.log(new TextDecoder().decode(f).slice(-60))}
    }}
  console.log(id,{n,accepted,coll,unproved,lost});
}
