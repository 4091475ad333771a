package dev.tdn4j.tdn.model;
import dev.tdn4j.tdn.data.*; import dev.tdn4j.tdn.train.*; import java.util.*; import java.nio.file.*;
class TrainTry { public static void main(String[] a) throws Exception {
  String d="/work/shared/data/"; Map<String,String> o=new HashMap<>(); for(String s:a){ String[] kv=s.split("="); o.put(kv[0],kv[1]); }
  List<Structure> tr=ExtendedXyz.readAll(Path.of(d+o.getOrDefault("train","xtb_ethanol_500K_train")+".extxyz")), te=ExtendedXyz.readAll(Path.of(d+o.getOrDefault("test","xtb_ethanol_500K_test")+".extxyz"));
  double rms=0; long n=0; for(Structure s:tr) for(double f:s.forces().get()){rms+=f*f;n++;} rms=Math.sqrt(rms/n);
  var refs=ReferenceEnergies.of(tr);
  double cut=Double.parseDouble(o.getOrDefault("cutoff","5"));
  List<AtomGraph> g=tr.stream().map(s->AtomGraph.of(s,cut)).toList(), tg=te.stream().map(s->AtomGraph.of(s,cut)).toList();
  double deg=g.stream().mapToDouble(x->x.edges()).sum()/g.stream().mapToDouble(x->x.atoms()).sum();
  TdnConfig c=new TdnConfig(Integer.parseInt(o.getOrDefault("l","2")),Integer.parseInt(o.getOrDefault("c","64")),Integer.parseInt(o.getOrDefault("layers","3")),cut,Integer.parseInt(o.getOrDefault("K","32")),4,false,0,deg,rms*Double.parseDouble(o.getOrDefault("scale","1")));
  SharedProduct sp=SharedProduct.exact(c);
  TdnNetwork net=new TdnNetwork(c,sp.coupling()); Parameters p=Parameters.initial(net.parameters().values(),1);
  System.out.println("params "+p.count()+" degree "+deg+" rms "+rms);
  var opt=new TrainingOptions(Integer.parseInt(o.getOrDefault("epochs","100")),Double.parseDouble(o.getOrDefault("minutes","0")),Integer.parseInt(o.getOrDefault("batch","5")),Double.parseDouble(o.getOrDefault("lr","2e-3")),Integer.parseInt(o.getOrDefault("warm","200")),Double.parseDouble(o.getOrDefault("wd","1e-4")),Double.parseDouble(o.getOrDefault("ema","0.995")),Double.parseDouble(o.getOrDefault("clip","10")),Double.parseDouble(o.getOrDefault("we","5")),1,false,1);
  var exec=new dev.tdn4j.kernels.vector.VectorExecutor();
  var t=new Trainer(new Model(c,sp,p,refs),opt,exec);
  List<AtomGraph> all=new ArrayList<>(g); Collections.shuffle(all,new Random(5)); List<AtomGraph> val=all.subList(0,50), trn=all.subList(50,all.size());
  Model m=t.train(trn,val,null,new TrainingListener(){ public void epoch(EpochReport r){ System.out.printf("%d %.0fs lr %.2g loss %.4f |g| %.3g  val F %.1f/%.1f meV/A E %.3f/%.3f meV/atom  %.0f/s%n",r.epoch(),r.seconds(),r.learningRate(),r.loss(),r.gradientNorm(),r.validation().forceRmse(),r.validation().forceMae(),r.validation().energyMae(),r.validation().energyRmse(),r.structuresPerSecond()); System.out.flush(); }});
  var e=Trainer.evaluate(new NeuralPotential(m,exec),tg,false); System.out.printf("TEST F %.2f/%.2f E %.3f/%.3f%n",e.forceRmse(),e.forceMae(),e.energyMae(),e.energyRmse()); System.exit(0);
}}
