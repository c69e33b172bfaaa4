import {withStage} from './studio/render/with-stage.ts';
import {openRequest} from './studio/render/unit.ts';
import {sceneOf} from './studio/scene-files.ts';
const [id,loc,sec,re]=process.argv.slice(2);
await withStage(process.cwd(),[id.split('/')[0]],async stage=>{const page=await stage.openPage();
 await page.call('open',openRequest(sceneOf(id),loc,{fps:60,width:1920,theme:'light',captions:'picture',lint:true} as any,{width:1920,height:1080}));
 const r=await page.call('inspect',Math.round(Number(sec)*60));
 for(const t of r.texts) if(new RegExp(re).test(t.text)) console.log(t.node,JSON.stringify(t.text),t.size,'alpha',t.alpha.toFixed(3),'moving',t.moving,'c',t.contrast,t.quad.map(p=>p.x.toFixed(0)+','+p.y.toFixed(0)).join(' '));
});
